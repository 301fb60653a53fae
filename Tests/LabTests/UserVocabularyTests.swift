import TestSupport
import XCTest

/// User namespaces: maps, rights, and who owns what; both ways.
final class UserVocabularyTests: VocabularyCase {
  private let text = """
    needs: [user-namespace]
    steps:
      - id: made
        run:
          - {shell: outside, type: ns-unshare --user --map-root-user sh, opens: inside}
          - {shell: inside, type: ns-unshare --uts sh, opens: deeper}
        checks:
          - {let: inner, be: {namespace: user, held-by: session, not: [outside]}}
          - {let: box, be: {namespace: uts, held-by: session, not: [outside]}}
          - {let: worker, be: {process: session, in: inner}}
          - expect: {uid-map: '0 ${user} 1', of: worker}
          - expect: {gid-map: '0 ${group} 1', of: worker}
          - expect: {setgroups: deny, of: worker}
          - expect: {user: '${user}', of: worker}
          - expect: {capabilities: all, of: worker}
          - expect: {capability: CAP_SYS_ADMIN, of: worker}
          - expect: {initial: user, of: worker, is: no}
          - expect: {ns-type: inner, is: '0x10000000'}
          - expect: {ns-parent: inner, is: outside}
          - expect: {ns-owner: box, is: inner}
          - expect: {ns: uts, of: box, is: {not-equal-in: outside}}
          - expect: {differing: 2, between: [outside, box]}

    """

  func testMapsAndRights() throws {
    try holds(text)
    try fails(
      text,
      with: [
        "--user --map-root-user sh": "--user --map-user 5 --setgroups allow sh", "ns-unshare --uts sh": "sh",
      ],
      saying: [
        "box:", "the uid map of worker", "the gid map of worker", "what setgroups is for worker",
        "the number of effective capabilities of worker", "whether worker has CAP_SYS_ADMIN",
      ])
  }

  /// The same two namespaces, made in the other order, belong to others.
  func testOwners() throws {
    try onTheHostOnly()
    try fails(
      text,
      with: [
        "type: ns-unshare --user --map-root-user sh": "type: ns-unshare --uts sh",
        "type: ns-unshare --uts sh, opens: deeper":
          "type: ns-unshare --user --map-root-user sh, opens: deeper",
      ], saying: ["whether the owner of box is that of inner"])
    try fails(
      text,
      with: ["type: ns-unshare --uts sh": "type: ns-unshare --user --map-root-user ns-unshare --uts sh"],
      saying: ["whether the owner of box is that of inner"])
  }
}
