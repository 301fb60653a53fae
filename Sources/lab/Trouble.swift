import Console
import Isolation
import LabKit

/// An error on its way to the person: said as every tool says it, then exit status 1.
struct Trouble: Error, CustomStringConvertible {
  let error: LabError
  let language: Language

  init(_ error: LabError, _ language: Language) {
    self.error = error
    self.language = language
  }

  /// ArgumentParser puts "Error: " before it.
  var description: String {
    switch error {
    case .format(let error): return error.text(in: language)
    case .kernel(let error): return "\(error)"
    case .other(let text): return text.in(language)
    case .failed(let failure):
      var text = "\(failure.error)"
      for diagnosis in failure.diagnoses() {
        text += "\n  why  \(diagnosis.why.in(language))"
        for cure in diagnosis.cures {
          if let words = cure.words(in: language) { text += "\n  try  \(words)" }
        }
      }
      return text
    }
  }
}

/// Runs what may fail with a lab's error.
func told<Result>(in language: Language, _ body: () throws(LabError) -> Result) throws -> Result {
  do throws(LabError) { return try body() } catch { throw Trouble(error, language) }
}
