extension Double {
  /// As few letters as tell a person how much it is, at most five: `0`, `9.8K`, `512M`, `1.0G`. A K is 1024.
  public var human: String {
    var rest = self
    for unit in ["", "K", "M", "G", "T", "P", "E"] {
      if unit.isEmpty ? rest < 999.5 : rest < 9.95 {
        return rest.fixed(unit.isEmpty ? 0 : 1) + unit
      }
      if rest < 999.5 { return rest.fixed(0) + unit }
      rest /= 1024
    }
    return rest.fixed(0) + "Z"
  }
}
