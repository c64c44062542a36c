import CXLSXWriter
import Glibc

/// A validation as the library wants it: terminated texts that live over one call.
@safe struct ValidationSettings {
    private let validation: DataValidation

    init(_ validation: DataValidation) { self.validation = validation }

    func apply(_ page: UnsafeMutablePointer<lxw_worksheet>?, _ row: UInt32, _ column: UInt16, _ lastRow: UInt32, _ lastColumn: UInt16) {
        // The library copies everything during the call; the copies made here are freed after it.
        var texts: [UnsafeMutablePointer<CChar>?] = unsafe []
        defer { for unsafe text in unsafe texts { unsafe free(text) } }
        func text(_ value: String) -> UnsafeMutablePointer<CChar>? {
            if value.isEmpty { return nil }
            let copy = unsafe strdup(CellText.safe(value))
            unsafe texts.append(copy)
            return unsafe copy
        }
        var settings = unsafe lxw_data_validation()
        unsafe settings.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        unsafe settings.error_type = strictness
        unsafe settings.input_title = unsafe validation.message.isEmpty ? nil : text(validation.title)
        unsafe settings.input_message = unsafe text(validation.message)
        unsafe settings.error_title = unsafe validation.errorMessage.isEmpty ? nil : text(validation.title)
        unsafe settings.error_message = unsafe text(validation.errorMessage)
        var list: [UnsafeMutablePointer<CChar>?] = unsafe []
        switch validation.criterion {
        case .any: unsafe settings.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
        case .list(let labels):
            precondition(DataValidation.fitsInline(labels), "a list too long for a validation")
            unsafe settings.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            for label in labels { unsafe list.append(text(label)) }
            unsafe list.append(nil)
        case .listRange(let range):
            unsafe settings.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            unsafe settings.value_formula = unsafe text("=" + range)
        case .formula(let formula):
            unsafe settings.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
            unsafe settings.value_formula = unsafe text("=" + formula)
        case .textLength(let range):
            unsafe settings.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
            unsafe settings.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
            unsafe settings.minimum_number = Double(range.lowerBound)
            unsafe settings.maximum_number = Double(range.upperBound)
        }
        // The list is not used after the call.
        unsafe list.withUnsafeMutableBufferPointer { labels in
            unsafe settings.value_list = labels.isEmpty ? nil : labels.baseAddress
            _ = unsafe worksheet_data_validation_range(page, row, column, lastRow, lastColumn, &settings)
        }
    }

    private var strictness: UInt8 {
        switch validation.strictness {
        case .stop: UInt8(LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
        case .warning: UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
        case .information: UInt8(LXW_VALIDATION_ERROR_TYPE_INFORMATION.rawValue)
        }
    }
}
