internal import CLinux

/// Hexadecimal digits that nobody can foresee. getrandom(2)
public func randomDigits(_ count: Int) -> String {
  var bytes = [UInt8](repeating: 0, count: count)
  _ = unsafe cl_random(&bytes, bytes.count)
  return String(bytes.map { Character(Unicode.Scalar("0123456789abcdef".utf8[offset: Int($0 & 15)])) })
}

extension String.UTF8View {
  fileprivate subscript(offset offset: Int) -> UInt8 { self[index(startIndex, offsetBy: offset)] }
}
