import Foundation
import TestSupport
import XCTest

/// What the shells offer, asked of the shells.
final class CompletionTests: ToolCase {
  /// The script of one shell, in a file.
  private func script(_ tool: String, _ shell: String, in scratch: Scratch, named name: String) throws
    -> String
  {
    guard program(shell) != nil else { throw XCTSkip("needs \(shell): Debian package \(shell)") }
    let ran = try sh("\(tool) --generate \(shell)")
    XCTAssertEqual(ran.status, 0, ran.error)
    let file = try scratch.file(name, ran.output)
    let checked = try sh("\(shell) -n \(file)")
    XCTAssertEqual(checked.status, 0, checked.error)
    XCTAssertEqual(checked.error, "", tool)
    return file
  }

  /// What is offered for the last word; each word as bash has split it.
  private func bash(_ words: String..., setup: String = "") throws -> [String] {
    let scratch = try Scratch()
    let file = try script(words[0], "bash", in: scratch, named: "words")
    let ran = try TestSupport.run(
      [
        "bash", "--norc", "-c",
        """
        \(setup)
        source "$1"; shift
        [[ $(complete -p "$1") == *" -F "* ]] || exit 9
        function=$(complete -p "$1" | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE=$* COMP_POINT=${#COMP_LINE}
        $function "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\\n' "${COMPREPLY[@]}"
        """, "bash", file,
      ] + words, environment: try environment)
    XCTAssertEqual(ran.status, 0, ran.error)
    return ran.output.split(separator: "\n").map(String.init).sorted()
  }

  func testBashOffersOptionsAndTheirArguments() throws {
    XCTAssertEqual(try bash("ns-unshare", "--mount-"), ["--mount-binfmt", "--mount-proc"])
    XCTAssertEqual(try bash("ns-unshare", "-f", "--propagation", "s"), ["shared", "slave"])
    XCTAssertEqual(try bash("ns-unshare", "--setgroups", "=", ""), ["allow", "deny"])
    XCTAssertEqual(try bash("ns-unshare", "--setgroups", "="), ["allow", "deny"])
    XCTAssertEqual(try bash("ns-unshare", "--kill-child", "=", "KI"), ["KILL"])
    XCTAssertEqual(try bash("ns-unshare", "-fR", "/us"), ["/usr"])
    XCTAssertEqual(try bash("ns-unshare", "--mount", "=", "/etc/hostn"), ["/etc/hostname"])
    XCTAssertEqual(try bash("ns-enter", "--wd", "=", "/etc/hostn"), [], "a folder is wanted")
    XCTAssertTrue(try bash("ns-enter", "-t", "\(getpid())").contains("\(getpid())"))
    // Where "=" does not divide words.
    XCTAssertEqual(try bash("ns-unshare", "--propagation=u"), ["--propagation=unchanged"])
    // No argument to complete.
    XCTAssertEqual(try bash("ns-unshare", "--fork", "=", "a"), [])
    XCTAssertEqual(try bash("ns-enter", "--net-socket", ""), [])
    XCTAssertEqual(try bash("ns-enter", "--setuid", "f"), ["follow"])
  }

  func testBashOffersCommandsBehindTheOptions() throws {
    XCTAssertTrue(try bash("ns-unshare", "--root", "/", "ns-ent").contains("ns-enter"))
    XCTAssertTrue(try bash("ns-unshare", "--mount", "ns-ent").contains("ns-enter"), "no argument of --mount")
    XCTAssertTrue(try bash("ns-unshare", "--", "ns-ent").contains("ns-enter"))
    // -r has its argument in its word: that it ends with a t is no option.
    XCTAssertTrue(try bash("ns-enter", "-r/mnt", "ns-uns").contains("ns-unshare"))
    XCTAssertEqual(try bash("ns-unshare", "cat", "--map"), [], "the command's options, not the tool's")
    // bash-completion knows where the command begins from what it is told.
    let offset = "_command_offset() { COMPREPLY=(\"from $1\"); }"
    XCTAssertEqual(try bash("ns-unshare", "-w", "/", "cat", "--map", setup: offset), ["from 3"])
    XCTAssertEqual(try bash("ns-unshare", "-w", "/", "", setup: offset), ["from 3"])
    XCTAssertEqual(try bash("ns-unshare", "--", "cat", "x", setup: offset), ["from 2"])
    XCTAssertEqual(try bash("ns-unshare", "--root", "=", "/", "c", setup: offset), ["from 4"])
  }

  private func fish(_ line: String) throws -> [String] {
    let tool = String(line.prefix { $0 != " " })
    let scratch = try Scratch()
    let file = try script(tool, "fish", in: scratch, named: "words.fish")
    let ran = try TestSupport.run(
      ["fish", "--no-config", "-c", "source \(file); complete -C $argv[1]", line],
      environment: try environment.merging(["HOME": scratch.path]) { $1 }, deadline: 20)
    XCTAssertEqual(ran.status, 0, ran.error)
    return ran.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }.sorted()
  }

  func testFish() throws {
    XCTAssertEqual(try fish("ns-unshare --dry"), ["--dry-run"])
    XCTAssertEqual(try fish("ns-unshare --propagation s"), ["shared", "slave"])
    XCTAssertEqual(try fish("ns-unshare --propagation=s"), ["--propagation=shared", "--propagation=slave"])
    XCTAssertEqual(try fish("ns-unshare --root=/us"), ["--root=/usr/"])
    XCTAssertEqual(try fish("ns-unshare --mount=/etc/hostn"), ["--mount=/etc/hostname"])
    XCTAssertTrue(try fish("ns-unshare -fR / ns-ent").contains("ns-enter"))
    XCTAssertTrue(try fish("ns-enter --setuid 0 -- ns-uns").contains("ns-unshare"))
    XCTAssertEqual(try fish("ns-unshare cat --map"), [], "the command's options, not the tool's")
  }

  func testZsh() throws {
    let scratch = try Scratch()
    for tool in ["ns-unshare", "ns-enter"] {
      _ = try script(tool, "zsh", in: scratch, named: "_" + tool)
    }
    let zsh = try Typist(
      ["zsh", "-f", "-i"],
      environment: try environment.merging(["HOME": scratch.path, "TERM": "dumb", "PS1": "> "]) { $1 })
    zsh.types("fpath=(\(scratch.path) $fpath); autoload -U compinit; compinit -u -D; echo 're'ady")
    XCTAssertTrue(zsh.sees("ready\n", within: 30), zsh.screen)
    zsh.types("ns-unshare() { print -r -- got $* }; ns-enter() { print -r -- got $* }; echo 'st'ubs")
    XCTAssertTrue(zsh.sees("stubs\n"), zsh.screen)
    for (typed, got) in [
      ("ns-unshare --propag\tsl\t", "--propagation=slave"), ("ns-unshare --map-r\t", "--map-root-user"),
      ("ns-unshare --setgroups al\t", "--setgroups allow"),
      ("ns-unshare --kill-child=KI\t", "--kill-child=KILL"),
      ("ns-unshare --mount=/etc/hostn\t", "--mount=/etc/hostname"), ("ns-unshare -fR /us\t", "-fR /usr"),
      ("ns-unshare --fork ns-ent\t", "--fork ns-enter"), ("ns-enter -t 1 -- ns-unsh\t", "-t 1 -- ns-unshare"),
      ("ns-unshare cd /us\t", "cd /usr"), ("ns-unshare --kill-child KI\t", "--kill-child KI"),
    ] {
      zsh.types(typed)
      XCTAssertTrue(zsh.sees("got \(got)\n"), "\(typed): \(zsh.screen)")
    }
  }
}
