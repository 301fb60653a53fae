import ArgumentParser
import Console
import Isolation
import LabKit

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the folder of a new lab: a small experiment that already passes lint and test.")
  @OptionGroup var shelf: Shelf
  @Argument(help: "Its name: small letters, digits, hyphens.") var id: String
  @ArgumentParser.Option(
    help: ArgumentHelp("Its place in the curriculum; else behind the last.", valueName: "n"))
  var number: Int?
  @ArgumentParser.Option(
    name: .customLong("in"), help: ArgumentHelp("Where the folder is made.", valueName: "dir"))
  var place = "."

  func run() throws {
    let language = shelf.spoken
    // The first lab of somebody who has no others is number 1.
    let labs = (try? shelf.readable().labs) ?? []
    let number = number ?? 1 + (labs.map(\.number).max() ?? 0)
    guard (0...9999).contains(number) else { throw ValidationError("--number is from 0 to 9999") }
    guard let lab = NewLab(id: id, number: number, in: place) else {
      throw ValidationError("a lab's name consists of small letters, digits and hyphens")
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
