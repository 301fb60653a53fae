internal import Isolation

/// What both kinds of shell need to know of their session.
struct ShellScene: Sendable {
  let file: SceneFile
  /// The session's control group, if it has one.
  let group: ControlGroup?
  /// Whose program the lab is.
  let me: Credentials
  /// What `${scene}` stands for; nil if the scene has no place in the file system.
  let place: String?
  /// Paths and texts with `${...}` filled in.
  let filled: @Sendable (String) -> String
  /// What another user might not reach, and where it is to be reached.
  let tools: (from: String, to: String)?

  /// Whom the shells run as, where that is another.
  var user: Credentials? { file.isOrdinary && me.user == 0 ? .learner : nil }
  /// Without root the commands are the same, inside one user namespace.
  var kinds: NamespaceKinds {
    if file.isOrdinary { return user == nil ? [] : .mount }
    return me.user == 0 ? file.namespaces : file.namespaces.union(.user)
  }
}

extension Credentials {
  /// The ordinary user that root's learners become where a lab asks for one: a number that no
  /// convention gives away (see systemd.io/UIDS-GIDS).
  static let learner = Credentials(user: 60577, group: 60577)
}
