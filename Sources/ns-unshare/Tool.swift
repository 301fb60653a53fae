import Console
import Isolation

@main
enum Tool {
  static func main() {
    let language = Language.preferred
    var options = Options()
    let words = Options.table.operands(into: &options, in: language)
    options.command = words.isEmpty ? ["/bin/sh"] : words

    let plan = Plan(options, as: .current)
    if options.dryRun {
      PlanPrinter(.output, in: language).show(plan)
      exit(0)
    }
    let narrator = options.explain ? Narrator(PlanPrinter(.error, in: language)) : nil
    do throws(Failure) {
      finish(as: try plan.run(observedBy: narrator).ending)
    } catch {
      ErrorReport("ns-unshare", in: language).show(error, diagnoses: error.diagnoses())
      exit(error.exitStatus)
    }
  }
}
