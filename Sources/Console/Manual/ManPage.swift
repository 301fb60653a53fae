internal import Isolation

extension Reference {
  /// A page of section 1, as troff source. man(7)
  func manPage(in language: Language) -> String {
    var page = Page(of: tool, version, purpose, in: language)
    page.section(.synopsis)
    page.line(synopsis.synopsis)
    page.describe(manual)
    page.section(.options)
    for entry in entries { page.item(entry) }
    page.end(manual)
    return page.text
  }
}
