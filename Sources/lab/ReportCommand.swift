import ArgumentParser
import Console
import Isolation
import LabKit

struct ReportOfRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    "report",
    Text(
      en: "Say what was done, step by step; for a teacher, as a file to hand in.",
      zh: "逐步说明做了什么；也可生成交给教师的文件。"),
    discussion: Text(
      en: """
        A student: lab report --json > NAME.json. A teacher: lab report --merge *.json --csv > class.csv. Host facts \
        are hashed with the class's word; --merge flags what several students have in common.
        """,
      zh: """
        学生：lab report --json > NAME.json。教师：lab report --merge *.json --csv > class.csv。主机信息用班级口令做了\
        散列；--merge 会标出几名学生之间相同的地方。
        """))
  @OptionGroup var shelf: Shelf
  @Argument(
    help: .init(
      en: "Labs by id or number; all if none is named. With --merge: reports in JSON.",
      zh: "实验的名称或编号；不指定时为全部。与 --merge 合用时：各份 JSON 报告。", value: "lab")) var names: [String] = []
  @Flag(help: .init(en: "One JSON document: what --merge reads.", zh: "一份 JSON 文档，供 --merge 读取。")) var json =
    false
  @Flag(help: .init(en: "For a spreadsheet.", zh: "供电子表格使用。")) var csv = false
  @Flag(help: .init(en: "Demonstrations and tests, too.", zh: "也包括演示和测试。")) var all = false
  @Flag(help: .init(en: "Put reports of many students together.", zh: "汇总多名学生的报告。")) var merge = false
  @ArgumentParser.Option(
    help: .init(
      en: "The student; else CONTAINER_ANATOMY_STUDENT, or as recorded.",
      zh: "学生；不指定时取 CONTAINER_ANATOMY_STUDENT，或按记录。", value: "id"))
  var student: String?
  @ArgumentParser.Option(
    name: .customLong("class"),
    help: .init(
      en: "The class's word; else CONTAINER_ANATOMY_CLASS.", zh: "班级口令；不指定时取 CONTAINER_ANATOMY_CLASS。",
      value: "word"))
  var token: String?

  mutating func validate() throws {
    if json, csv { throw ValidationError(Text(en: "--json or --csv", zh: "--json 和 --csv 只能用一个")) }
    if merge, names.isEmpty {
      throw ValidationError(Text(en: "--merge needs the reports of the students", zh: "--merge 需要学生的报告"))
    }
    if merge, all || student != nil || token != nil {
      throw ValidationError(Text(en: "--merge takes the reports as they are", zh: "--merge 按原样读取报告，不能再加这些选项"))
    }
  }

  func run() throws {
    if merge { return try mergeAll() }
    let labs = names.isEmpty ? try shelf.readable().labs : try names.map { try shelf.lab($0) }
    let report: Report
    do throws(KernelError) { report = try Report(labs, student: student, token: token, all: all) } catch {
      throw Trouble(.kernel(error), shelf.spoken)
    }
    if json { return Terminal.output.deliver(report.json, by: "lab") }
    if csv { return Terminal.output.deliver(report.csv, by: "lab") }
    let screen = Screen(.output, shelf.spoken)
    screen.show(report)
  }

  private func mergeAll() throws {
    var reports: [Report] = []
    for name in names {
      do throws(FormatError) { reports.append(try Report(file: name)) } catch {
        throw Trouble(.format(error), shelf.spoken)
      }
    }
    let book = Gradebook(reports)
    if json { return Terminal.output.deliver(book.json, by: "lab") }
    if csv { return Terminal.output.deliver(book.csv, by: "lab") }
    let screen = Screen(.output, shelf.spoken)
    for line in book.lines { screen.show(line) }
  }
}
