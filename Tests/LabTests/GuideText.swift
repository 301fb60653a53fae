import Foundation

/// A text of a guide as a screen shows it: blanks and ends of lines do not count, and what stands in the place of
/// a `${...}` can be read off.
struct GuideText {
  /// A regular expression.
  let pattern: String
  /// The names of its groups.
  let names: [String]

  /// `values`: what is known already, and so must be there.
  init(_ text: String, knowing values: [String: String] = [:]) {
    var pattern = "", names: [String] = [], rest = text[...]
    while let start = rest.range(of: "${"), let end = rest[start.upperBound...].firstIndex(of: "}") {
      pattern += Self.letters(rest[..<start.lowerBound])
      let name = String(rest[start.upperBound..<end])
      rest = rest[rest.index(after: end)...]
      if let value = values[name] {
        pattern += Self.letters(value[...])
      } else if let group = names.firstIndex(of: name) {
        pattern += #"(?:\\#(group + 1))\s*"#
      } else {
        names.append(name)
        pattern +=
          name == "scene" || name.hasPrefix("cgroup")
          ? #"([A-Za-z0-9_/.-]+?)\s*"# : #"([A-Za-z0-9_.-]+)\s*"#
      }
    }
    self.pattern = pattern + Self.letters(rest)
    self.names = names
  }

  private static func letters(_ text: Substring) -> String {
    text.filter { !$0.isWhitespace }.map { NSRegularExpression.escapedPattern(for: String($0)) + #"\s*"# }
      .joined()
  }
}

/// What `lab` says around the texts of a guide.
struct LabWords {
  let predict: String
  let unsure: String
  let saw: String
  let shows: String
  let rightly: String
  let otherwise: String
  let answer: String
  let cellRightly: String
  let cellOtherwise: (String, String)
  let (separator, colon): (String, String)
  let lookThenGoOn: String
  let elsewhere: String
  let agrees: String
  let end: String

  static let english = LabWords(
    predict: "Predict: ", unsure: "?)  I do not know", saw: "What did you see?",
    shows: "What the kernel shows: ",
    rightly: "You predicted it.", otherwise: "You had predicted: ", answer: "The answer: ",
    cellRightly: "(as you predicted)", cellOtherwise: ("(you had predicted: ", ")"), separator: "; ",
    colon: ": ",
    lookThenGoOn: "Now look at what it shows, then type: lab next",
    elsewhere: "(this goes on in the lab's first terminal)",
    agrees: "Yes, the kernel says ", end: "That was the lab. Enter takes everything back.")
  static let chinese = LabWords(
    predict: "先预测：", unsure: "?)  不知道", saw: "你看到了什么？", shows: "内核显示的是：", rightly: "你预测对了。",
    otherwise: "你原先的预测：", answer: "答案：", cellRightly: "（与你的预测相同）", cellOtherwise: ("（你原先的预测：", "）"),
    separator: "；", colon: "：", lookThenGoOn: "现在看看结果，然后输入：lab next",
    elsewhere: "（请到实验的第一个终端里继续）",
    agrees: "对，内核给出的也是 ", end: "实验到此结束。按回车键复原一切。")
}
