import ArgumentParser
import Console
import Isolation
import LabKit

/// Where the labs are, and in which language they speak: options of every subcommand.
struct Shelf: ParsableArguments {
  @ArgumentParser.Option(
    name: .customLong("labs"),
    help: .init(
      en: "The folder of the labs; several with a colon between.", zh: "实验所在的目录；多个目录以冒号分隔。", value: "dir"))
  var folder: String?

  @ArgumentParser.Option(
    help: .init(en: "en or zh; else as the locale says.", zh: "en 或 zh；不指定时由 locale 决定。", value: "lang"))
  var language: String?

  var spoken: Language { language.flatMap { Language(rawValue: $0) } ?? .preferred }

  mutating func validate() throws {
    if let language, Language(rawValue: language) == nil {
      throw ValidationError(
        Text(en: "--language is en or zh, not \(language)", zh: "--language 的取值为 en 或 zh，不能是 \(language)"))
    }
  }

  /// The folder that this program is in: the other tools are beside it.
  static var tools: String {
    guard let path = try? Descriptor(opening: "/proc/self").readLink("exe").text else { return "." }
    return parent(path)
  }

  /// Beside a checkout's bin/, or where `make install` puts them.
  var paths: [String] {
    if let folder = folder ?? environment("ANATOMY_LABS") {
      return folder.split(separator: ":").map(String.init)
    }
    let top = Self.parent(Self.tools)
    return [Self.exists(top + "/Labs") ? top + "/Labs" : top + "/share/container-anatomy/Labs"]
  }

  static func parent(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
  private static func exists(_ path: String) -> Bool { (try? FileIdentity(of: CString(path))) != nil }

  /// The folders in which there is a lab.yaml.
  func folders() throws -> [String] {
    var all: [String] = []
    for path in paths {
      let names: [CString]
      do throws(Errno) { names = try Descriptor(opening: CString(path)).names() } catch {
        throw Trouble(
          .other(
            Text(
              en: "no labs in \(path): \(error)", zh: "\(path) 中没有实验：\(error)")), spoken,
          cure: Text(en: "--labs DIR, or ANATOMY_LABS=DIR", zh: "--labs DIR，或 ANATOMY_LABS=DIR"))
      }
      all += names.map { "\(path)/\($0.text)" }.filter { Self.exists($0 + "/lab.yaml") }.sorted()
    }
    return all
  }

  /// All labs that can be read, in the order of the curriculum, and what is wrong with the others.
  func readable() throws -> (labs: [Lab], problems: [FormatError]) {
    var all: [Lab] = [], problems: [FormatError] = []
    for folder in try folders() {
      let lab: Lab
      do throws(FormatError) { lab = try Lab(folder: folder) } catch {
        problems.append(error)
        continue
      }
      if let other = all.first(where: { $0.id == lab.id }) {
        problems.append(
          FormatError(
            folder + "/lab.yaml",
            Text(
              en: "another lab is called \"\(lab.id)\" as well: \(other.folder)",
              zh: "另有一个实验也叫“\(lab.id)”：\(other.folder)")))
      } else {
        all.append(lab)
      }
    }
    return (all.sorted { ($0.number, $0.id) < ($1.number, $1.id) }, problems)
  }

  /// All labs; none may be broken.
  func labs() throws -> [Lab] {
    let (labs, problems) = try readable()
    if let problem = problems.first { throw Trouble(.format(problem), spoken) }
    return labs
  }

  /// One lab by its id or its number. Another that is broken does not matter.
  func lab(_ name: String) throws -> Lab {
    let (all, problems) = try readable()
    if let lab = all.first(where: { $0.id == name || "\($0.number)" == name || "L\($0.number)" == name }) {
      return lab
    }
    if let problem = problems.first { throw Trouble(.format(problem), spoken) }
    let what = Text(en: "there is no lab \"\(name)\"", zh: "没有名为“\(name)”的实验")
    throw Trouble(.other(what.joined(.meant(name, all.map(\.id)))), spoken, cure: .listing)
  }

  /// Tells of the labs that cannot be read; ends with a failure if there are any.
  func tell(_ problems: [FormatError]) throws {
    for problem in problems { Terminal.error.write("lab: \(problem.text(in: spoken))\n") }
    if !problems.isEmpty { throw ExitCode(1) }
  }
}

extension Text {
  fileprivate static let listing = Text(en: "lab list shows what there is", zh: "用 lab list 查看全部实验")
}
