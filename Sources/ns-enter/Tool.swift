import Capabilities
import Console
import Isolation

@main
enum Tool {
  static func main() {
    let language = Language.preferred
    var options = Options()
    options.command = Options.table.operands(into: &options, in: language)
    let facts: Facts
    do throws(Refusal) { try options.check() } catch { Options.table.refuse(error, in: language) }
    do throws(KernelError) { facts = try Facts(for: options) } catch {
      ErrorReport("ns-enter", in: language).show("\(error)", diagnoses: options.causes(of: error))
      exit(1)
    }
    do throws(Refusal) { try options.check(facts) } catch { Options.table.refuse(error, in: language) }
    Conduct("ns-enter", in: language, explaining: options.explain, dry: options.dryRun)
      .run(Plan(options, on: facts), causes: options.causes(facts) + Failure.causes)
  }
}
