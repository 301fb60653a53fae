/// Names of users for a table, which asks for the same few again and again. passwd(5)
public struct UserNames: Sendable {
  private let names: [UInt32: String]

  /// Those of /etc/passwd, or others.
  public init(_ users: UserDatabase = .users) { names = users.names }

  /// The number itself where it has no name.
  public subscript(user: UInt32) -> String { names[user] ?? String(user) }
}
