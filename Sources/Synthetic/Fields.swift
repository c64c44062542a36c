import Records

// Field numbers as constants, in the order of `fields.csv` and `side_fields.csv`; a test compares them with Records.

package protocol TableField: RawRepresentable, CaseIterable where RawValue == Int {}

package enum StudentField: Int, TableField {
    case schoolID, name, sex, birthDate, birthPlaceCode, nativePlace, ethnicity, nationality, idType, overseasStatus
    case health, politicalStatus, idNumber, householdType, householdCode, classNo, entryMonth, admissionMethod
    case studyMode, currentAddress, mailAddress, homeAddress, phone, postcode, onlyChild, preschool, leftBehind
    case needsAid, getsSubsidy, orphan, martyrChild, commuteKm, commuteMode, needsBus, formerName, idValidPeriod
    case bloodType, talent, auxNo, seatNo, studentSource, email, homepage, disability, boughtPlace, placement
    case m1Name, m1Relation, m1RelationNote, m1Address, m1HouseholdCode, m1Phone, m1IsGuardian, m1IDType, m1IDNumber
    case m1Ethnicity, m1Employer, m1Position
    case m2Name, m2Relation, m2RelationNote, m2Address, m2HouseholdCode, m2Phone, m2IsGuardian, m2IDType, m2IDNumber
    case m2Ethnicity, m2Employer, m2Position
    case grade, namePinyin, migrantChild, photo, campusNo, continuationMark, hidden, remark, schoolName
}

package enum SchoolField: Int, TableField {
    case schoolID, name, nameEn, address, divisionCode, urbanRural, localAuthorityCode, localAuthorityName
    case authorityCode, authorityName, schoolType, sponsor, principal, principalMobile, officePhone, fax, postcode
    case homepage, email, primaryYears, primaryEntryAge, juniorYears, juniorEntryAge, seniorYears, seniorEntryAge
    case formFillerEmail, orgCode, founded, legalRegNo, anniversary, landOwnership, landCertNo, boardingForm, altitudeM
    case longitude, latitude, economicAttr, ethnicArea, geoAttr, catchment, languageMain, languageAux, history
    case ethnicSchool, affiliatedUniversityID, legalPerson
}

package enum CampusField: Int, TableField {
    case schoolID, campusNo, name, divisionCode, address, postcode, phone, fax, head
}

package enum ClassField: Int, TableField {
    case schoolID, campusNo, grade, classNo, name, opened, headTeacherNo, headTeacher, monitorNo, honours, years
    case classType, artsScience, graduation, bilingual, bilingualMode
}

package enum ProofField: Int, TableField {
    case schoolName, schoolID, grade, classNo, studentName, sex, birthDate, ethnicity, household, reason
    case g1Name, g1Relation, g1IDNumber, g1Phone, g2Name, g2Relation, g2IDNumber, g2Phone
    case studentSign, parentSign, classTeacherSign, clerkSign, headSign, schoolStamp, issuedOn, filedWith, filedOn
}

package enum SummaryField: Int, TableField {
    case schoolID, schoolName, campusCount, filler, filledOn, stamped, measure
    case primarySum, p1, p2, p3, p4, p5, p6, juniorSum, j1, j2, j3, seniorSum, s1, s2, s3, total, unitCode
}

package enum SignoffField: Int, TableField {
    case schoolID, document, role, grade, classNo, studentName, birthDate, signer, signedOn, digest
}
