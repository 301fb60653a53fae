internal import CLinux
internal import Isolation

/// A value that is drawn for each learner, so that one cannot copy another's answer.
public struct Draw: Hashable, Sendable {
  public let name: String
  /// A word of so many letters that can be a host name.
  let letters: Int

  init(_ name: String, _ value: Value) throws(FormatError) {
    self.name = name
    var fields = try value.fields()
    let length = try fields.need("word")
    letters = try length.int()
    guard (3...32).contains(letters) else {
      throw length.wrong(Text(en: "a word has 3 to 32 letters", zh: "单词长度应为 3 到 32 个字母"))
    }
    try fields.finish()
  }

  /// Consonants and vowels in turn, so that it can be said aloud in a classroom.
  func value() -> String {
    let consonants = Array("bdfgklmnprstvz"), vowels = Array("aeiou")
    var bytes = [UInt8](repeating: 0, count: letters)
    _ = unsafe cl_random(&bytes, letters)
    return String(
      bytes.enumerated().map { index, byte in
        let letters = index % 2 == 0 ? consonants : vowels
        return letters[Int(byte) % letters.count]
      })
  }
}
