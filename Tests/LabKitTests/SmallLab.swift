import Foundation
import TestSupport

@testable import LabKit

/// A lab of one step in a folder of its own: what a test says, with everything around it.
enum SmallLab {
  static let head = """
    format: 1
    id: small
    number: 1
    claims: [a.b]
    minutes: 1

    """

  /// Names of all sorts, for lines that use them.
  static let names = """
    scene: {namespaces: [mnt, uts, ipc, net]}
    draw:
      name: {word: 5}
      key: {hex: 8, free: sysv-key}
      port: {free: tcp-port}
      net: {free: route, from: 198.18.0.0/15}
    steps:
      - id: one
        checks:
          - {let: inner, be: {namespace: uts, held-by: session, not: [outside]}}
          - {let: worker, be: {process: session, in: inner}}
          - {let: upper, be: {mount: overlay, in: outside}}
          - {let: box, be: {cgroup: below-scene}}
          - {let: light, be: {cgroup: below-scene, not: [box]}}

    """

  static func lab(_ text: String) throws -> Lab {
    let folder = try Scratch()
    try folder.file("lab.yaml", text)
    return try Lab(folder: folder.path)
  }

  /// With one more check: `- expect: ...`.
  static func lab(check line: String) throws -> Lab { try lab(head + names + "      " + line + "\n") }

  /// A step with these further fields, indented by four.
  static func step(_ fields: String) throws -> LabStep? {
    try lab(head + "steps:\n  - id: one\n" + fields).steps.first
  }

  /// What a predicate of these words reads.
  static func comparing(_ predicate: String, names: [String] = []) throws -> Comparing {
    var known = Names(draws: [])
    known.bindings.formUnion(names)
    return try Vocabulary.comparing(Value(yaml: predicate, "test"), known)
  }
}
