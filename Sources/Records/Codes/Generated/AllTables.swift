// Written by scripts/record from Sources/Records/Codes/csv. Do not edit.

extension GeneratedTable {
    /// Every table, for the test that compares them with the CSV files.
    package static let all: [GeneratedTable] = [
        .admin_division, .admin_division_jx_2013, .admission_method, .bilingual_mode, .blood_type, .class_type, .commute_mode, .disability_type, .ethnic_group, .family_relation_form, .family_relation_gbt4761, .grade, .health_status, .household_type, .id_document_type, .left_behind, .nationality, .overseas_status, .political_status, .province, .regular_class_placement, .school_id_category, .school_sponsor, .school_type, .sex, .student_source, .study_mode, .urban_rural_type, .yes_no, .fields, .side_fields, .student_templates,
    ]
}
