import Foundation
import TestSupport
import XCTest

/// The pages as groff(1) shows them: a warning of it is a failure.
final class ManPageTests: ToolCase {
  private func page(_ tool: String, _ form: String) throws -> String {
    guard program("groff") != nil else { throw XCTSkip("needs groff: Debian package groff-base") }
    let ran = try sh(
      "\(tool) --generate \(form) | LC_ALL=C.UTF-8 groff -K utf8 -man -Tutf8 -ww -P -cbou")
    XCTAssertEqual(ran.status, 0, ran.error)
    XCTAssertEqual(ran.error, "", "\(tool) \(form)")
    return ran.output
  }

  func testTheEnglishPages() throws {
    for tool in Self.tools {
      let text = try page(tool, "man")
      let sections = text.split(separator: "\n").filter { $0.first?.isLetter == true }.dropFirst().dropLast()
      XCTAssertEqual(
        sections.map(String.init),
        ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"], tool)
      // Every option that the help knows, with hyphens that can be pasted.
      let options = try sh("\(tool) --help").output.matches(of: /--[a-z][a-z-]+/).map { String($0.output) }
      XCTAssertGreaterThan(options.count, 4)
      for option in options { XCTAssertTrue(text.contains(option), "\(tool) \(option)") }
    }
  }

  func testTheChinesePages() throws {
    for tool in Self.tools {
      let text = try page(tool, "man-zh")
      for section in ["名称", "概要", "描述", "选项", "退出状态", "示例", "参见"] {
        XCTAssertTrue(text.split(separator: "\n").contains(Substring(section)), "\(tool) \(section)\n\(text)")
      }
    }
  }

  // What the parser of lab itself tells of every subcommand.
  private struct Told: Decodable { let command: Command }
  private struct Command: Decodable {
    let commandName: String
    let subcommands: [Command]?
    let arguments: [Argument]?
  }
  private struct Argument: Decodable {
    struct Name: Decodable { let name: String }
    let kind: String, valueName: String?, abstract: String?, shouldDisplay: Bool, names: [Name]?
  }

  /// Every subcommand and option that the parser knows is in the page, in words of both languages.
  func testThePagesOfLab() throws {
    let told = try JSONDecoder().decode(Told.self, from: Data(sh("lab --experimental-dump-help").output.utf8))
    let commands = (told.command.subcommands ?? []).filter { $0.commandName != "help" }
    XCTAssertGreaterThan(commands.count, 15)
    for (form, heading, isChinese) in [("man", "COMMANDS", false), ("man-zh", "子命令", true)] {
      let text = try page("lab", form)
      let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      XCTAssertTrue(lines.contains(heading), text)
      // Where a subcommand's part begins.
      var begins: [String: Int] = [:]
      for command in commands {
        begins[command.commandName] = lines.firstIndex {
          $0 == "lab \(command.commandName)" || $0.hasPrefix("lab \(command.commandName) ")
        }
        XCTAssertNotNil(begins[command.commandName], "\(form) \(command.commandName)")
      }
      let options = try XCTUnwrap(lines.firstIndex(of: isChinese ? "选项" : "OPTIONS"))
      for command in commands {
        guard let start = begins[command.commandName] else { continue }
        let end = (begins.values.filter { $0 > start } + [options]).min() ?? options
        for argument in command.arguments ?? [] where argument.shouldDisplay {
          let name = argument.names?.last.map { "--\($0.name)" } ?? argument.valueName?.uppercased() ?? ""
          let places = lines[start..<end] + lines[options...]
          XCTAssertTrue(
            places.contains { $0.contains(name) }, "\(form) \(command.commandName) \(name)\n\(text)")
          if isChinese, let english = argument.abstract { XCTAssertFalse(text.contains(english), english) }
        }
      }
    }
  }

  /// The help of lab and its refusals in Chinese as those of the other tools, and no English words between.
  func testTheHelpOfLabInChinese() throws {
    for command in [
      "lab --help", "lab start --help", "lab start", "lab list --minutes x", "lab demo --speed 2",
    ] {
      let ran = try sh("LC_ALL=zh_CN.UTF-8 \(command)")
      for word in ["OVERVIEW", "USAGE", "Usage", "OPTIONS", "Show ", "Error", "Missing", "invalid", "See "] {
        XCTAssertFalse(
          (ran.output + ran.error).contains(word), "\(command): \(word)\n\(ran.output)\(ran.error)")
      }
      XCTAssertTrue((ran.output + ran.error).contains("用法："), ran.output + ran.error)
    }
    let english = try sh("lab start --language en --help; lab start --language=zh --help")
    XCTAssertTrue(english.output.contains("Begin at a step") && english.output.contains("从某一步开始"))
  }

  /// The tools with one option table.
  static let tools = ["ns-unshare", "ns-enter", "ns-list", "ns-compare", "pid1-reaper", "cgroup-top"]
}
