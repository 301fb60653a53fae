import ArgumentParser
import Console
import Isolation
import LabKit

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    Text(
      en: "Make the folder of a new lab: a small experiment that already passes lint and test.",
      zh: "建立新实验的目录：其中是一个已能通过 lint 和 test 的小实验。"))
  @OptionGroup var shelf: Shelf
  @Argument(help: .init(en: "Its name: small letters, digits, hyphens.", zh: "实验的名称：由小写字母、数字和连字符组成。")) var id:
    String
  @ArgumentParser.Option(
    help: .init(en: "Its place in the curriculum; else behind the last.", zh: "在课程中的编号；不指定时排在最后。", value: "n")
  )
  var number: Int?
  @ArgumentParser.Option(
    name: .customLong("in"), help: .init(en: "Where the folder is made.", zh: "在哪里建立目录。", value: "dir"))
  var place = "."

  mutating func validate() throws {
    if let number, !(0...9999).contains(number) {
      throw ValidationError(Text(en: "--number is from 0 to 9999", zh: "--number 的取值为 0 到 9999"))
    }
  }

  func run() throws {
    let language = shelf.spoken
    // The first lab of somebody who has no others is number 1.
    let labs = (try? shelf.readable().labs) ?? []
    let number = number ?? 1 + (labs.map(\.number).max() ?? 0)
    guard let lab = NewLab(id: id, number: number, in: place) else {
      throw ValidationError(
        Text(en: "a lab's name consists of small letters, digits and hyphens", zh: "实验的名称由小写字母、数字和连字符组成"))
    }
    if let other = labs.first(where: { $0.id == id }) {
      throw Trouble(
        .other(
          Text(en: "there is a lab \"\(id)\" already: \(other.folder)", zh: "已有名为“\(id)”的实验：\(other.folder)")),
        language)
    }
    try told(in: language) { () throws(LabError) in try lab.write() }
    Terminal.output.write(
      Text(
        en: """
          \(lab.folder)/ is a whole lab. Change it into yours, and try it:
            lab lint \(lab.folder)
            lab test --labs \(place) --mutate \(id)
            lab start --labs \(place) \(id)

          """,
        zh: """
          \(lab.folder)/ 已是一个完整的实验。把它改成你的实验，然后试一试：
            lab lint \(lab.folder)
            lab test --labs \(place) --mutate \(id)
            lab start --labs \(place) \(id)

          """
      ).in(language))
  }
}
