internal import Isolation

extension Option {
  /// `--explain` and `--dry-run`: those of every tool that carries out a plan.
  public static func telling(
    explains: any WritableKeyPath<Settings, Bool> & Sendable,
    isDry: any WritableKeyPath<Settings, Bool> & Sendable
  ) -> [Option] {
    [
      Option(
        nil, "explain", sets: explains,
        Text(en: "tell each call and what it changed", zh: "逐一说明每个调用及其改变")),
      Option(
        nil, "dry-run", sets: isDry, Text(en: "print the calls, make none", zh: "只列出调用，不执行")),
    ]
  }
}
