internal import CLinux
internal import Isolation

/// Whether several paths have one inode number: `{same: inode, of: [PATH...], in: NAME, is: yes|no}`. inode(7)
enum SameFileSubject {
  static let read: Vocabulary.Read = { value, fields, names throws(FormatError) in
    guard try value.text() == "inode" else { throw value.wrong(.expected("inode", "inode")) }
    let list = try fields.need("of")
    let paths = try list.texts()
    guard paths.count > 1 else { throw list.wrong(.expected("two paths or more", "两个以上的路径")) }
    let shown = paths.joined(separator: ", ")
    return try .about(
      &fields, names, at: "in", otherwise: .equal("yes"),
      { Text(en: "whether \(shown) have one inode number in \($0)", zh: "\(shown) 在 \($0) 中的 inode 号是否相同") },
      sentence: Text.yesOrNo
    ) { look, pid in
      var numbers: [UInt64] = []
      for path in paths {
        guard let filled = look.filled(path) else {
          return .missing(Text(en: "\(path) is not known yet", zh: "\(path) 尚未确定"))
        }
        let full = "/proc/\(pid)/root\(filled)"
        do throws(Errno) { numbers.append(try FileIdentity(of: CString(full)).inode) } catch {
          return .unreadable(full, error)
        }
      }
      let all = numbers.map(String.init).joined(separator: ", ")
      return .answer(Set(numbers).count == 1, source: "stat(2): \(all)")
    }
  }
}
