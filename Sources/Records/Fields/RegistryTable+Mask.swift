extension RegistryTable {
    /// How the values of a stored column are shown: as the field's mask says; texts of unknown fields as numbers are.
    public func mask(ofColumn column: String) -> MaskKind {
        if let field = field(named: column) { return field.mask }
        switch column {
        case "id_key", "m1_id_key", "m2_id_key", "raw", "canonical", "value", "arguments": return .idNumber
        default: return .none
        }
    }
}
