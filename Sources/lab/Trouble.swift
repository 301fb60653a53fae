import Console
import Isolation
import LabKit

/// An error on its way to the person: said as every tool says it, then exit status 1.
struct Trouble: Error, CustomStringConvertible {
  let error: LabError
  let language: Language
  /// What would work, where the error does not say it itself.
  let cure: Text?

  init(_ error: LabError, _ language: Language, cure: Text? = nil) {
    self.error = error
    self.language = language
    self.cure = cure
  }

  /// Without the program's name, which ArgumentParser puts before it, and without the last end of line.
  var description: String {
    let lines = message + "\n" + remarks.map { $0.line($1, in: language) }.joined()
    return String(lines.dropLast())
  }

  private var message: String {
    switch error {
    case .format(let error): error.text(in: language)
    case .kernel(let error): "\(error)"
    case .other(let text): text.in(language)
    case .failed(let failure): "\(failure.error)"
    }
  }

  private var remarks: [(Remark, String)] {
    var all: [(Remark, String)] = []
    if case .failed(let failure) = error {
      for diagnosis in failure.diagnoses() {
        all.append((.why, diagnosis.why.in(language)))
        all += diagnosis.cures.compactMap { $0.words(in: language) }.map { (.toTry, $0) }
      }
    }
    if let cure { all.append((.toTry, cure.in(language))) }
    return all
  }
}

/// Runs what may fail with a lab's error.
func told<Result>(in language: Language, _ body: () throws(LabError) -> Result) throws -> Result {
  do throws(LabError) { return try body() } catch { throw Trouble(error, language) }
}
