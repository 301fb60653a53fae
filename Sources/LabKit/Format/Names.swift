internal import Isolation

/// The names that may be used from here on: shells, bindings, draws.
struct Names {
  var shells: Set<String> = ["outside"]
  var bindings: Set<String> = ["outside"]
  let draws: [String]

  init(draws: [String]) { self.draws = draws }

  /// A binding that an earlier line has made.
  func binding(_ value: Value) throws(FormatError) -> String {
    let name = try value.text()
    guard bindings.contains(name) else {
      throw value.wrong(Text(en: "no earlier \"let\" is called \"\(name)\"", zh: "前面没有名为“\(name)”的 let"))
    }
    return name
  }
}
