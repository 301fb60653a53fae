extension Aspect {
  static let hostName = name("hostname", .nodename, Text(en: "host name", zh: "主机名"))
  static let domainName = name("domainname", .domainname, Text(en: "domain name", zh: "域名"))

  /// A name of uname(2): it belongs to the reader's UTS namespace.
  private static func name(_ name: String, _ field: UnameField, _ label: Text) -> Aspect {
    Aspect(name, of: .uts, label) { process throws(KernelError) in [try process.told(field, in: .uts)] }
  }
}
