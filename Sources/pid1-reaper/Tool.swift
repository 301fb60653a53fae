import Console
import Isolation

@main
enum Tool {
  static func main() {
    let language = Language.preferred
    let standIn = StandIn(calledBy: ownName)
    let table = standIn?.table ?? Options.table
    var options = Options()
    standIn?.setUp(&options)
    let words = ownArguments
    options.command = table.operands(words, into: &options, in: language)
    let end = words.count - options.command.count - 1
    standIn?.finish(&options, end >= 0 && words[end] == "--")
    let facts = Facts(for: options), log: Log
    do throws(Refusal) {
      try options.check(facts)
      log = if options.tells, options.log == nil { Log() } else { try Log(options.tells ? options.log : nil) }
    } catch { table.refuse(error, in: language) }
    if options.warnsOfNoReaping, !facts.isInit, !facts.isSubreaper, !options.becomesSubreaper(facts) {
      log.write("\(table.tool): \(Text.noReaping.in(language))\n")
    }
    Conduct(
      table.tool, in: language, explaining: options.explain && !options.json, dry: options.dryRun,
      telling: log.terminal
    ).run(
      Plan(
        options, on: facts, telling: options.witness(of: table.tool, in: language, to: log),
        to: log.descriptor),
      refused: standIn?.execStatus)
  }
}

extension Text {
  fileprivate static let noReaping = Text(
    en: "this is neither PID 1 nor a subreaper, so zombie reaping won't work: add -s, or set TINI_SUBREAPER",
    zh: "本进程既不是 PID 1 也不是 subreaper，无法回收僵尸进程（zombie reaping won't work）：请加上 -s，或设置 TINI_SUBREAPER")
}
