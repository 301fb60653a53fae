import ArgumentParser
import Console
import Isolation
import LabKit

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at this host, and say of each lab whether it runs here, and why not.")
  @OptionGroup var shelf: Shelf

  func run() throws {
    let doctor = Doctor(), language = shelf.spoken
    let screen = Screen(.output, language)
    screen.fact(Text(en: "kernel", zh: "内核"), doctor.kernel)
    screen.fact(Text(en: "you are", zh: "用户"), "uid \(doctor.user)")
    let missing = doctor.missingCapabilities
    screen.fact(
      Text(en: "capabilities", zh: "权能"),
      missing.isEmpty
        ? Text(en: "all", zh: "全部").in(language)
        : missing.count > 8
          ? Text(en: "\(missing.count) are missing", zh: "缺少 \(missing.count) 项").in(language)
          : Text(en: "all but ", zh: "缺少 ").in(language) + missing.joined(separator: ", "))
    screen.fact(
      Text(en: "user namespaces", zh: "用户命名空间"),
      doctor.userNamespaceFailure.map { "\($0.error)" } ?? Text(en: "can be made", zh: "可以创建").in(language))
    screen.fact(Text(en: "control groups", zh: "控制组"), doctor.cgroups.rawValue)
    for lab in try shelf.labs() { screen.row(lab, doctor.examine(lab)) }
  }
}
