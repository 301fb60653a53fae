/// The whole of a small file, such as those of /proc and /sys.
public func readFile(_ path: CString) throws(Errno) -> String {
  String(decoding: try Descriptor(opening: path).readAll(), as: UTF8.self)
}

/// Its first line, without the end of line.
public func readLine(_ path: CString) throws(Errno) -> String {
  String(try readFile(path).prefix { $0 != "\n" })
}
