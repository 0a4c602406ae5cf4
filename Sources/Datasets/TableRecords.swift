import Files

/// Splits `text` into records, each with the line it begins on; blank lines are passed over.
///
/// A field of a comma-separated table may stand in double quotes, and then holds separators, line
/// breaks and doubled quotes. Quotes are ordinary characters in a tab-separated table.
func tableRecords(
  _ text: String, separator: Character, path: String
) throws -> [(line: Int, fields: [String])] {
  var records: [(line: Int, fields: [String])] = []
  var fields: [String] = []
  var field = ""
  var line = 1
  var firstLine = 1
  var quoted = false
  var hasEndedQuote = false
  func endRecord() {
    fields.append(field)
    if fields.count > 1 || !field.isEmpty { records.append((firstLine, fields)) }
    fields = []
    field = ""
  }
  var rest = text[...]
  while let character = rest.popFirst() {
    if quoted {
      if character == "\"" {
        if rest.first == "\"" {
          field.append(rest.removeFirst())
        } else {
          (quoted, hasEndedQuote) = (false, true)
        }
      } else {
        field.append(character)
      }
    } else if character == "\"", field.isEmpty, separator == "," {
      quoted = true
    } else if character == separator {
      fields.append(field)
      field = ""
      hasEndedQuote = false
    } else if character.isLineBreak {
      endRecord()
      hasEndedQuote = false
    } else if hasEndedQuote {
      if character == " " { continue }
      throw InputError(
        .invalid, path: "\(path):\(line)",
        expected: "a comma or the end of the line after a closing quote", found: "\(character)",
        hint: "a quote inside quotes is written twice")
    } else {
      field.append(character)
    }
    if character.isLineBreak {
      line += 1
      if fields.isEmpty, field.isEmpty, !quoted { firstLine = line }
    }
  }
  guard !quoted else {
    throw InputError(
      .invalid, path: "\(path):\(firstLine)", expected: "a closing quote", found: "the end of file")
  }
  endRecord()
  return records
}
