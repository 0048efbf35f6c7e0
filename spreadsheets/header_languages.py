"""Headers of lists in further languages, and in further English forms, by the column that they mean."""

FURTHER_HEADERS = {
    "title": (
        "協定名, 协议名称, título, intitulé, titel, titolo, título del convenio, nombre del convenio, "
        "intitulé de l'accord, название"
    ),
    "form": (
        "種別, 类型, 协议类型, tipo, tipo de convenio, tipo de acuerdo, type d'accord, nature de "
        "l'accord, art des abkommens, vertragsart, tipo de acordo, tipo di accordo, soort, tür, "
        "jenis, вид, тип"
    ),
    "party": (
        "institutions, organizations, organisations, organization name, organisation name, "
        "partner organization, partner organisation, partner agency, agency, foreign university, "
        "host institution, host university, name of organization, name of the organization, name "
        "of organisation, name of the organisation, collaborating organization, collaborating "
        "organisation, 相手機関, 大学名, 協定校, 機関名, 学校名称, 合作院校, 合作机构, 合作单位, "
        "institución, universidad, "
        "contraparte, entidad, établissement, université, partenaire, établissement partenaire, "
        "université partenaire, hochschule, partnerhochschule, universität, einrichtung, "
        "instituição, parceiro, universidade, instituição parceira, istituzione, università, "
        "ente, instelling, partnerinstelling, lärosäte, yliopisto, uczelnia, партнер, "
        "университет, организация, üniversite, kurum, universitas, mitra, trường, đối tác"
    ),
    "party_country": (
        "country region, 国, 国名, 国家, 国家地区, país, pays, land, paese, maa, kraj, ország, страна, "
        "ülke, negara, quốc gia, nước"
    ),
    "our_unit": (
        "dept, department name, name of department, our faculty, our department, facultad, "
        "composante, fachbereich, fakultät, dipartimento, unidade, 学部, 部局, 院系"
    ),
    "signed_on": (
        "signature, signed date, mou signed on, date of sign, 签署日期, 签约日期, 締結日, 調印日, fecha, fecha "
        "de firma, fecha firma, date de signature, date de la signature, datum, unterzeichnet am, "
        "unterzeichnung, data de assinatura, data da assinatura, data, data firma, data di firma, "
        "ondertekend op, data podpisania, дата подписания, дата, imza tarihi, tanggal, ngày ký"
    ),
    "effective_on": (
        "force, in force, begin, begins, begin date, beginning, begins on, in force from, 生效日期, "
        "開始日, 発効日, fecha de inicio, inicio, date de début, début, beginn, início, inizio, "
        "ingangsdatum, başlangıç tarihi, дата начала, tanggal mulai"
    ),
    "end_on": (
        "valid up to, validity date, closing date, 到期日期, 終了日, 有効期限, fecha de vencimiento, "
        "vencimiento, fecha fin, fecha de término, date de fin, fin, échéance, ende, gültig bis, "
        "término, scadenza, einddatum, bitiş tarihi, дата окончания, действует до, tanggal "
        "berakhir, ngày hết hạn"
    ),
    "term": (
        "有効期間, 有效期, 期限, vigencia, duración, durée, laufzeit, dauer, vigência, duração, durata, "
        "looptijd, süre, срок действия, срок, masa berlaku, thời hạn"
    ),
    "status": ("estado, statut, situação, stato, статус, durum"),
    "summary": ("objeto, objet, gegenstand, objetivo, oggetto, предмет"),
    "place": ("lugar, lieu, ort, luogo, место"),
    "note": (
        "备注, 備考, observaciones, notas, remarques, observations, bemerkung, bemerkungen, "
        "anmerkungen, observações, note, opmerkingen, uwagi, примечание, примечания, açıklama, "
        "keterangan, ghi chú"
    ),
}
