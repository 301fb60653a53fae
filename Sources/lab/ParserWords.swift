import Isolation

/// The words of ArgumentParser's own, which has only English ones.
enum ParserWords {
  /// Help, or a refusal, in the language of the help.
  static func translated(_ text: String) -> String {
    if Language.ofHelp == .english { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line(String($0)) }.joined(separator: "\n")
  }

  private static func line(_ line: String) -> String {
    var line = line
    for (english, chinese) in beginnings where line.hasPrefix(english) {
      line = chinese + line.dropFirst(english.count)
    }
    for (english, chinese) in pieces { line = line.replacing(english, with: chinese) }
    return line
  }

  private static let beginnings = [
    ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("Usage: ", "  用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "子命令："), ("Help:  ", "  说明："),
    ("lab: Unknown option ", "lab: 未知的选项 "), ("lab: Missing value for ", "lab: 缺少值："),
    ("lab: Missing expected argument ", "lab: 缺少参数 "), ("lab: Unexpected argument ", "lab: 多余的参数 "),
    ("lab: Invalid option: ", "lab: 无效的选项："), ("lab: The value ", "lab: 值 "),
    ("lab: The option ", "lab: 选项 "),
  ]
  private static let pieces = [
    ("Show the version.", "显示版本。"), ("Show help information.", "显示本帮助。"),
    ("Show subcommand help information.", "显示子命令的帮助。"), ("(default: ", "（默认："),
    (". Did you mean ", "；你是想用 "), (" is invalid for ", " 不适用于 "),
    (" does not take any value, but ", " 不带值，却给出了 "), (" was specified.", ""),
    ("' for more information.", "' 查看详情"), ("' for detailed help.", "' 查看详情"), ("See '", "用 '"),
    (" unexpected arguments: ", " 个多余的参数："),
  ]
}
