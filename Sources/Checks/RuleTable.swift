import Records

/// All rules, in the order of the catalogue. A new rule is one line here.
public enum RuleTable {
    package static let all: [AnyRule] = [
        AnyRule(MalformedResidentID.self),
        AnyRule(WrongCheckCharacter.self),
        AnyRule(ImpossibleDateInID.self),
        AnyRule(BirthDateDiffersFromID.self),
        AnyRule(SexDiffersFromID.self),
        AnyRule(UnknownRegionInID.self),
        AnyRule(OldFormNumber.self),
        AnyRule(NumberDoesNotFitType.self),
        AnyRule(ResidentIDUnderOtherType.self),
        AnyRule(MissingNumber.self),
        AnyRule(NationalityDisagrees.self),
        AnyRule(StrangeCharacterInName.self),
        AnyRule(ImplausibleNameLength.self),
        AnyRule(SamePupilTwiceInSchool.self),
        AnyRule(SamePupilInSeveralSchools.self),
        AnyRule(SameIDDifferentNames.self),
        AnyRule(DuplicateWithoutNumber.self),
        AnyRule(LooksLikeRowWithoutNumber.self),
        AnyRule(NumberMistyped.self),
        AnyRule(SameNameAndBirthDate.self),
        AnyRule(DocumentNumberRepeated.self),
        AnyRule(PupilNumberIsMembers.self),
        AnyRule(SeatNumberRepeated.self),
        AnyRule(AuxiliaryNumberRepeated.self),
        AnyRule(SameGuardianAndBirthDate.self),
        AnyRule(UnderAgeInFirstGrade.self),
        AnyRule(YoungForGrade.self),
        AnyRule(OldForGrade.self),
        AnyRule(ImplausibleBirthDate.self),
        AnyRule(UndeterminedGrade.self),
        AnyRule(EntryMonthDoesNotFitGrade.self),
        AnyRule(UnusualEntryMonth.self),
        AnyRule(FutureEntryMonth.self),
        AnyRule(GradeNotOffered.self),
        AnyRule(TooYoungAtEntry.self),
        AnyRule(AdmissionMethodDoesNotFit.self),
        AnyRule(PoliticalStatusTooYoung.self),
        AnyRule(MissingProof.self),
        AnyRule(ProofWithoutPupil.self),
        AnyRule(AmbiguousProof.self),
        AnyRule(UnsignedProof.self),
        AnyRule(ForeignPupilWithoutNumber.self),
        AnyRule(MissingGuardianNumber.self),
        AnyRule(MalformedSchoolIdentifier.self),
        AnyRule(SchoolNotIssued.self),
        AnyRule(CategoryDoesNotFitType.self),
        AnyRule(IdentifierUsedTwice.self),
        AnyRule(DiffersFromIssuedList.self),
        AnyRule(UnknownClass.self),
        AnyRule(ClassListedTwice.self),
        AnyRule(ClassWithoutPupils.self),
        AnyRule(UnknownCampus.self),
        AnyRule(UnknownDivision.self),
        AnyRule(SchoolWithoutPupils.self),
        AnyRule(SchoolTypeOutOfScope.self),
        AnyRule(SchoolInWrongCounty.self),
        AnyRule(UnknownCode.self),
        AnyRule(CodeNotLabel.self),
        AnyRule(PlacementDoesNotFitDisability.self),
        AnyRule(HealthDoesNotFitDisability.self),
        AnyRule(BusWithoutNeed.self),
        AnyRule(ImplausibleDistance.self),
        AnyRule(MigrantInOwnCounty.self),
        AnyRule(LeftBehindAndMigrant.self),
        AnyRule(PrecisionLost.self),
        AnyRule(DateReformatted.self),
        AnyRule(UnreadableDate.self),
        AnyRule(NormalisedText.self),
        AnyRule(FormulaWithoutValue.self),
        AnyRule(OddPhone.self),
        AnyRule(OddPostcode.self),
        AnyRule(TooLong.self),
        AnyRule(OddEmail.self),
        AnyRule(BlankMandatoryField.self),
        AnyRule(BlankConditionalField.self),
        AnyRule(ConstantColumn.self),
        AnyRule(LowFillRate.self),
        AnyRule(NoGuardian.self),
        AnyRule(OneMemberOnly.self),
        AnyRule(InvalidMemberNumber.self),
        AnyRule(ImplausibleMemberAge.self),
        AnyRule(MemberSexDoesNotFit.self),
        AnyRule(MembersIdentical.self),
        AnyRule(MemberNamedAsPupil.self),
        AnyRule(GuardianOfManyPupils.self),
        AnyRule(OrphanWithParents.self),
        AnyRule(MissingSummary.self),
        AnyRule(PupilCountsDiffer.self),
        AnyRule(ClassCountsDiffer.self),
        AnyRule(FormDoesNotAddUp.self),
        AnyRule(CampusCountDiffers.self),
        AnyRule(UpperTotalsDiffer.self),
        AnyRule(SchoolHasNotReported.self),
        AnyRule(SuspiciousGradeSizes.self),
        AnyRule(UnsignedStudentForm.self),
        AnyRule(UnconfirmedPrintout.self),
        AnyRule(ChangedAfterConfirmation.self),
        AnyRule(UnsignedSchoolTables.self),
        AnyRule(UnsignedSummary.self),
        AnyRule(LateSubmission.self),
        AnyRule(SignaturesOutOfOrder.self),
        AnyRule(UnreadableFile.self),
        AnyRule(MissingMandatoryColumn.self),
        AnyRule(SeveralDataSheets.self),
        AnyRule(UnknownColumns.self),
        AnyRule(TwoColumnsForOneField.self),
        AnyRule(HiddenData.self),
        AnyRule(FileNameDiffers.self),
        AnyRule(MixedGranularity.self),
        AnyRule(SkippedRows.self),
        AnyRule(DamagedText.self),
    ]

    private static let positions: [String: Int] = Dictionary(
        uniqueKeysWithValues: all.enumerated().map { ($1.definition.id, $0) })

    public static var definitions: [RuleDefinition] { all.map(\.definition) }

    public static func definition(of id: String) -> RuleDefinition? { positions[id].map { all[$0].definition } }

    /// - Precondition: `id` is the id of a rule.
    static func position(of id: String) -> Int {
        guard let position = positions[id] else { preconditionFailure("no rule \(id)") }
        return position
    }

    /// The rules with these ids, in the order of the catalogue; `all` and `core` name sets.
    package static func select(_ ids: [String]?) throws(CheckError) -> [AnyRule] {
        guard let ids else { return all }
        var chosen: Set<String> = []
        for id in ids {
            switch id {
            case "all": chosen.formUnion(positions.keys)
            case "core": chosen.formUnion(all.map(\.definition).filter(\.isCore).map(\.id))
            default:
                guard positions[id] != nil else { throw .unknownRule(id) }
                chosen.insert(id)
            }
        }
        return all.filter { chosen.contains($0.definition.id) }
    }

    /// How a finding's `value` is personal: as its field is, or by the rule where the value is something else.
    package static func valueMask(_ rule: String, _ field: FieldDefinition?) -> MaskKind {
        switch rule {
        case "PRF-02", "PRF-03": .name
        default: field?.mask ?? .none
        }
    }
}
