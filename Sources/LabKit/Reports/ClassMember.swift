internal import CLinux
internal import Isolation

/// Who does a lab, in a class whose members draw different values: the class's token and the student's id.
public struct ClassMember: Hashable, Sendable {
  public let token: String
  public let student: String

  public init(token: String, student: String) {
    self.token = token
    self.student = student
  }

  /// As the environment says: CONTAINER_ANATOMY_CLASS and CONTAINER_ANATOMY_STUDENT; nil without both.
  public static var current: ClassMember? {
    guard let token = value("CONTAINER_ANATOMY_CLASS"), let student = value("CONTAINER_ANATOMY_STUDENT")
    else {
      return nil
    }
    return ClassMember(token: token, student: student)
  }

  static func value(_ name: String) -> String? {
    guard let text = unsafe cl_getenv(name), unsafe text.pointee != 0 else { return nil }
    return unsafe String(cString: text)
  }

  /// 32 bytes that look random, and are the same whenever this student does this lab.
  func bytes(_ lab: String, _ name: String) -> [UInt8] {
    let hash = KeyedHash(key: token)
    return (0..<4).flatMap { part -> [UInt8] in
      // NUL is in no id: "a", "bc" is not "ab", "c".
      let word = hash.value(Array("\(student)\0\(lab)\0\(name)\0\(part)".utf8))
      return (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
  }
}

extension Draw {
  /// What a student of a class draws in a lab: a teacher who knows the token can compute it, too.
  public func value(of member: ClassMember, in lab: String) -> String { value(member.bytes(lab, name)) }
}
