import TestSupport
import XCTest

/// Mounts, propagation and overlays, both ways.
final class MountVocabularyTests: VocabularyCase {
  func testMountsAndPropagation() throws {
    try onTheHostOnly()
    let text = """
      needs: [user-namespace]
      scene: {namespaces: [mnt], make: [{tmpfs: '${scene}/s', propagation: shared}]}
      steps:
        - id: passed-on
          run:
            - {shell: outside, type: ns-unshare --mount --propagation slave sh, opens: inside}
            - {shell: outside, type: 'mkdir ${scene}/s/m && mount -t tmpfs none ${scene}/s/m && echo fox > ${scene}/s/m/f'}
          checks:
            - {let: inner, be: {namespace: mnt, held-by: session, not: [outside]}}
            - {let: made, be: {mount: tmpfs, in: outside, below: '${scene}/s'}}
            - {let: received, be: {mount: any, in: inner, at: '${made.path}', not: [made]}}
            - expect: {mount: '${scene}/s/m', in: inner, type: tmpfs}
            - expect: {propagation: slave, of: '${scene}/s', in: inner}
            - expect: {peer-group: '${scene}/s', in: inner, of: master, is: {not: none}}
            - expect: {mounts: {equal-in: outside}, in: inner}
            - expect: {file: '${scene}/s/m/f', in: inner, text: fox}
            - expect: {common-mount-ids: 0, between: [inner, outside]}
            - keep: {propagation: shared, of: '${scene}/s', in: outside}
        - id: its-own
          run:
            - {shell: inside, type: 'umount ${scene}/s/m'}
          checks:
            - expect: {mount: '${scene}/s/m', in: inner, present: false}
            - expect: {mounts: {changed: true}, in: inner}
            - keep: {mount: '${scene}/s/m', in: outside}
            - keep: {mounts: as-at-activation, in: outside}

      """
    try holds(text)
    try fails(
      text, with: ["--propagation slave": "--propagation private"],
      saying: [
        "received:", "a tmpfs mount on", "the propagation of", "the group that", "the mount table of inner",
        "the text of",
      ])
    try fails(
      text, with: ["inside, type: 'umount": "outside, type: 'umount"],
      saying: ["a mount on", "the mount table of outside"])
  }

  /// The overlays of the author's guide.
  func testOverlays() throws {
    let text = try piece("L26")
    let ran = try perform(text)
    if ran.output.contains("skip small") { throw XCTSkip(ran.output) }
    XCTAssertTrue(ran.output.contains("1 passed, 0 failed"), ran.output + ran.error)
    try fails(
      text,
      with: ["mount -t overlay b -o lowerdir=${scene}/base,": "mount -t overlay b -o lowerdir=${scene}/a,"],
      saying: ["b:", "whether "])
    try fails(
      text, with: ["'touch a/new'": "'touch a/old; chmod 600 base/big'"],
      saying: ["the file ", "the contents of "])
  }

  /// The other pieces of the guide that this host can perform keep their word.
  func testPiecesOfTheAuthorsGuide() throws {
    try onTheHostOnly()
    for name in ["L6", "L11", "L12"] { try holds(try piece(name)) }
    let four = try perform(try piece("L4"))
    XCTAssertTrue(four.output.contains("1 passed") || four.output.contains("skip small"), four.output)
    if program("ip") != nil, program("busybox") != nil {
      // What forwards is the host's own choice.
      let whole = try piece("L17")
      try holds(String(whole[..<(try XCTUnwrap(whole.range(of: "  - id: forwarded")).lowerBound)]))
    }
  }

  func testTheLabOfTheAuthorsGuide() throws {
    try onTheHostOnly()
    try needs("domainname")
    let guide = try String(contentsOfFile: packageRoot + "/docs/authoring.md", encoding: .utf8)
    let lab = try XCTUnwrap(guide.components(separatedBy: "```yaml\n").dropFirst().first)
    let text = try XCTUnwrap(lab.components(separatedBy: "```\n").first)
    try holds(String(text[try XCTUnwrap(text.range(of: "needs:")).lowerBound...]))
  }

  /// The piece of docs/authoring.md that begins with this name.
  private func piece(_ name: String) throws -> String {
    let guide = try String(contentsOfFile: packageRoot + "/docs/authoring.md", encoding: .utf8)
    let rest = try XCTUnwrap(guide.components(separatedBy: "\n**\(name)").dropFirst().first)
    let block = try XCTUnwrap(rest.components(separatedBy: "```yaml\n").dropFirst().first)
    return try XCTUnwrap(block.components(separatedBy: "```\n").first)
  }
}
