import Foundation
import TestSupport
import XCTest

/// `make install` into a folder of the test, and `make uninstall`.
final class InstallTests: ToolCase {
  private func make(_ target: String, into folder: String) throws {
    guard program("make") != nil else { throw XCTSkip("needs make") }
    // What is installed is what is in bin/ now: -o, or this would build everything.
    let ran = try TestSupport.run(
      ["make", "-C", packageRoot, "-o", "build", target, "PREFIX=/opt/the tools", "DESTDIR=\(folder)"],
      environment: try environment, deadline: 60)
    XCTAssertEqual(ran.status, 0, ran.error)
  }

  private func files(_ folder: String) -> [String] {
    (FileManager.default.subpaths(atPath: folder) ?? []).filter {
      var isFolder: ObjCBool = false
      return unsafe FileManager.default.fileExists(atPath: folder + "/" + $0, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }

  func testWhatIsInstalledWorksWhereItIsAndGoesAgain() throws {
    let scratch = try Scratch()
    let top = scratch.path + "/opt/the tools"
    try make("install", into: scratch.path)
    for page in ["man/man1/lab.1", "man/zh_CN/man1/lab.1"] {
      XCTAssertTrue(contents("\(top)/share/\(page)")?.hasPrefix(".TH LAB") == true, page)
    }
    for tool in ManPageTests.tools {
      for (file, start) in [
        ("share/man/man1/\(tool).1", ".TH"), ("share/man/zh_CN/man1/\(tool).1", ".TH"),
        ("share/bash-completion/completions/\(tool)", "# bash completion of \(tool)"),
        ("share/zsh/site-functions/_\(tool)", "#compdef \(tool)"),
        ("share/fish/vendor_completions.d/\(tool).fish", "# fish completion of \(tool)"),
      ] {
        let text = contents("\(top)/\(file)") ?? ""
        XCTAssertTrue(text.hasPrefix(start), "\(file): \(text.prefix(60))")
      }
      let help = try TestSupport.run([top + "/bin/" + tool, "--help"])
      XCTAssertTrue(help.output.contains("usage: \(tool)"), help.error)
    }
    for file in ["bash-completion/completions/lab", "zsh/site-functions/_lab"] {
      XCTAssertTrue(contents("\(top)/share/\(file)")?.contains("doctor") == true, file)
    }
    // Away from the checkout it finds the labs that were installed with it.
    let labs = try sh("cd / && env -u ANATOMY_LABS '\(top)/bin/lab' list")
    XCTAssertEqual(labs.status, 0, labs.error)
    XCTAssertTrue(labs.output.contains("uts-hostname"), labs.output)

    try make("uninstall", into: scratch.path)
    XCTAssertEqual(files(scratch.path), [])
  }
}
