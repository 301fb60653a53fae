import ArgumentParser
import Console
import Isolation
import LabKit

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the labs, and which of them this host can run.")
  @OptionGroup var shelf: Shelf

  func run() throws {
    let doctor = Doctor()
    for lab in try shelf.labs() { Screen(.output, shelf.spoken).row(lab, doctor.examine(lab)) }
  }
}
