"""Headers of lists in the languages of offices, and in further English forms, by the column that they mean."""

FURTHER_HEADERS = {
    "number": """
no convention, no de convention, numéro de convention, numéro, numéro d'accord, référence, vertragsnummer,
vertragsnr, aktenzeichen, número de convenio, no de convenio, núm convenio, expediente, número do convênio,
número do acordo, no convênio, no do convênio, n. accordo, numero accordo, numero convenzione, numero di protocollo,
contractnummer, overeenkomstnummer, nr umowy, numer umowy, nr porozumienia, číslo smlouvy, č smlouvy, číslo dohody,
číslo zmluvy, szerződésszám, szerződés száma, nr acordului, nr contractului, nr acord, avtalsnummer, avtalsnr,
diarienummer, dnr, aftalenummer, avtalenummer, sopimusnumero, anlaşma no, protokol no, sözleşme no,
αριθμός συμφωνίας, αρ πρωτοκόλλου, номер договора, no договора, номер соглашения, номер угоди, no угоди, 管理番号,
協定番号, 整理番号, 协议编号, 协议号, 合同编号, 協議編號, 合約編號, số hiệu, mã số, nomor perjanjian, nomor mou,
nomor pks, رقم الاتفاقية, رقم العقد, agreement #, agreement nr, agreement num, mou #, mou ref, contract number,
contract id
""",
    "title": """
ชื่อข้อตกลง, ชื่อโครงการ, 協定名, 协议名称, 協議名稱, 協定名称, 案件名, 件名, título, título del convenio,
nombre del convenio, intitulé, intitulé de l'accord, titre, objet de l'accord, titel, bezeichnung, vertragstitel,
titel des vertrags, titolo, titolo dell'accordo, título do acordo, título do convênio, nome do acordo,
naam overeenkomst, tytuł, tytuł umowy, nazwa umowy, název, název smlouvy, názov, názov zmluvy, megnevezés, cím,
szerződés címe, titlu, denumire, titlul acordului, avtal, avtalets namn, titel på avtal, tittel, nimi,
sopimuksen nimi, başlık, anlaşma adı, protokol adı, τίτλος, τίτλος συμφωνίας, название, наименование,
наименование договора, наименование соглашения, назва, назва угоди, tên thỏa thuận, tên văn bản, judul,
judul kerja sama, nama perjanjian, عنوان الاتفاقية, اسم الاتفاقية, العنوان
""",
    "form": """
вид документа, тип документа, вид соглашения о сотрудничестве, kind of agreement, kind of document, ประเภท,
ประเภทข้อตกลง, 種別, 种类, 種類, 協定種別, 協定の種類, 类型, 類型, 類別, 协议类型, 協議類型, 协议种类, tipo,
tipo de convenio, tipo de acuerdo, tipo de instrumento, type d'accord, type de convention, nature de l'accord, art,
art des abkommens, art des vertrags, art der vereinbarung, vertragsart, vertragstyp, abkommensart, typ,
tipo de acordo, tipo de convênio, tipo di accordo, tipologia, tipologia accordo, soort, soort overeenkomst,
type overeenkomst, rodzaj, rodzaj umowy, typ umowy, typ smlouvy, druh smlouvy, druh, typ zmluvy, típus,
szerződés típusa, megállapodás típusa, tip, tip acord, tipul acordului, avtalstyp, typ av avtal, aftaletype,
avtaletype, sopimustyyppi, tyyppi, tür, türü, anlaşma türü, protokol türü, είδος, τύπος, είδος συμφωνίας, вид, тип,
вид договора, тип договора, вид соглашения, вид угоди, тип угоди, loại, loại văn bản, loại thỏa thuận, jenis,
jenis kerja sama, jenis dokumen, نوع الاتفاقية, النوع, نوع,
نوع تفاهم نامه, نوع قرارداد, نوع سند
""",
    "party": """
cidade irmã, ciudad hermana, sister city, twin town, partnerstadt, ville jumelée, città gemellata, 姉妹都市,
友好城市, 자매도시, ชื่อสถาบัน, ชื่อมหาวิทยาลัย, มหาวิทยาลัย, สถาบัน, คู่สัญญา, with, institutions, organizations, organisations,
organization name, organisation name, partner organization, partner organisation, partner agency, agency,
foreign university, host institution, host university, name of organization, name of the organization,
name of organisation, name of the organisation, collaborating organization, collaborating organisation, 相手機関,
相手機関名, 相手先, 相手先機関, 相手大学, 提携先, 提携校, 協定先, 協定大学, 締結先, 締結機関, 大学名, 協定校,
機関名, 学校名称, 學校名稱, 学校, 合作院校, 合作机构, 合作单位, 合作學校, 合作機構, 姊妹校, 签约学校, 簽約學校,
締約學校, 对方单位, 機構名稱, 单位名称, institución, universidad, contraparte, entidad, institución contraparte,
universidad socia, socio, entidade, entidades, entidade parceira, outorgante, outorgantes, contraente, parceiros,
 institución extranjera, établissement, université, partenaire, établissement partenaire,
université partenaire, organisme, institution partenaire, hochschule, partnerhochschule, universität, einrichtung,
vertragspartner, partneruniversität, partnereinrichtung, partnerinstitution, kooperationspartner,
institution partner, instituição, parceiro, universidade, instituição parceira, universidade parceira, convenente,
istituzione, università, ente, ateneo, partner straniero, controparte, instelling, partnerinstelling,
partneruniversiteit, lärosäte, partneruniversitet, universitet, samarbetspart, motpart, samarbejdspartner,
samarbeidspartner, partnerlärosäte, läroanstalt, yliopisto, kumppani, yhteistyökumppani, korkeakoulu, uczelnia,
instytucja, uczelnia partnerska, instytucja partnerska, nazwa uczelni, strona umowy, kontrahent, univerzita,
instituce, partnerská instituce, partnerská univerzita, smluvní partner, smluvní strana, inštitúcia,
partnerská inštitúcia, partnerintézmény, intézmény, egyetem, szerződő fél, instituția, instituție parteneră,
universitatea, universitate parteneră, partener, партнер, университет, организация, учреждение, вуз, вуз партнер,
контрагент, зарубежный партнер, університет, організація, заклад, установа, üniversite, kurum, kurum adı,
üniversite adı, karşı taraf, ortak kurum, ίδρυμα, πανεπιστήμιο, φορέας, συνεργαζόμενος φορέας, εταίρος, universitas,
mitra, mitra kerja sama, nama mitra, lembaga, instansi, trường, đối tác, tên trường, tên đối tác, cơ quan, الجهة,
الجامعة, المؤسسة, الشريك, اسم الجامعة, اسم الجهة, الطرف الثاني, الجهة المتعاقدة,
دانشگاه, نام دانشگاه, نام موسسه, طرف قرارداد, نام سازمان
""",
    "party_country": """
ประเทศ, country region, 国, 国名, 国家, 国家地区, 国・地域, 国地域, 國家, 國別, 國家地區, 国别, 相手国, 地域, pays,
pays partenaire, país, land, staat, herkunftsland, partnerland, paese, nazione, maa, kohdemaa, kraj, państwo, země,
stát, krajina, štát, ország, țara, țară, страна, государство, країна, държава, ülke, ülkesi, χώρα, negara,
negara mitra, quốc gia, nước, البلد, الدولة, بلد,
کشور
""",
    "our_unit": """
dept, department name, name of department, our faculty, our department, facultad, departamento, unidad, composante,
faculté, département, fachbereich, fakultät, fakultät bei uns, dipartimento, facoltà, struttura, unidade, faculdade,
faculteit, wydział, jednostka, fakulta, katedra, kar, tanszék, facultatea, departament, fakultet, institutt,
institut, tiedekunta, fakülte, bölüm, birim, σχολή, τμήμα, факультет, кафедра, підрозділ, 学部, 部局, 担当部局名,
院系, 學院, 系所, khoa, đơn vị, fakultas, الكلية, القسم
""",
    "signed_on": """
วันที่ลงนาม, วันลงนาม, signature, signed date, mou signed on, date of sign, 签署日期, 签约日期, 签订日期, 签字日期,
签署时间, 簽約日期, 簽署日期, 簽訂日期, 締結日, 調印日, 締結年月日, 調印年月日, 署名日, 署名年月日, 協定締結日,
協定締結年月日, 締結年, fecha, fecha de firma, fecha firma, fecha de suscripción, suscripción, firmado el,
fecha de la firma, date de signature, date de la signature, signé le, signature le, date signature, datum,
unterzeichnet am, unterzeichnet, unterzeichnung, unterschrieben am, datum der unterzeichnung, unterzeichnungsdatum,
vertragsdatum, abschlussdatum, abgeschlossen am, unterschriftsdatum, data de assinatura, data da assinatura,
assinatura, assinado em, data, data firma, data di firma, data di stipula, stipula, data stipula,
data sottoscrizione, firmato il, ondertekend op, ondertekend, datum ondertekening, ondertekening, tekendatum,
data podpisania, data zawarcia, podpisano, data umowy, datum podpisu, podepsáno, podepsáno dne, datum uzavření,
dátum podpisu, dátum, podpísané dňa, aláírás dátuma, aláírás, aláírás napja, kelt, dátum aláírás, data semnării,
semnat la, data încheierii, undertecknat, undertecknad, undertecknandedatum, avtalsdatum, datum för undertecknande,
underskrevet, underskriftsdato, dato, signert, signert dato, underskrevet dato, allekirjoitettu, allekirjoituspäivä,
päivämäärä, pvm, imza tarihi, tarih, imzalanma tarihi, imza, ημερομηνία υπογραφής, υπογραφή, ημερομηνία,
ημ. υπογραφής, дата подписания, дата, подписан, дата заключения, подписано, дата підписання, підписано,
дата укладення, tanggal, tanggal penandatanganan, tanggal ttd, ngày ký, ngày ký kết, thời gian ký, تاريخ التوقيع,
تاريخ الاتفاقية, التاريخ, تاريخ,
تاریخ امضا, تاریخ امضاء, تاریخ انعقاد
""",
    "effective_on": """
วันเริ่มต้น, วันที่เริ่ม, วันที่มีผล, force, in force, begin, begins, begin date, beginning, begins on, in force from,
valid since, starts, starts on, 生效日期, 起始日期, 开始日期, 開始日期, 起始日, 開始日, 発効日, 開始年月日,
発効年月日, 有効期間開始日, 有効期間始, fecha de inicio, inicio, fecha inicio, fecha de entrada en vigor,
vigencia desde, desde, date de début, début, date d'effet, prise d'effet, entrée en vigueur,
date d'entrée en vigueur, beginn, laufzeitbeginn, vertragsbeginn, gültig ab, gültig von, in kraft seit, in kraft ab,
inkrafttreten, von, ab, início, data de início, início da vigência, vigência inicial, inizio, data inizio,
data di inizio, decorrenza, ingangsdatum, startdatum, begindatum, ingang, data rozpoczęcia, początek, obowiązuje od,
ważna od, od, data wejścia w życie, platnost od, platí od, účinnost od, datum účinnosti, začátek, účinnosť od,
platnosť od, kezdete, kezdő dátum, hatályba lépés, érvényesség kezdete, data începerii, începând cu,
data intrării în vigoare, valabil de la, startdato, giltig från, gäller från, gyldig fra, gælder fra, gjelder fra,
ikrafttræden, ikrafttredelse, alkaa, alkupäivä, voimassa alkaen, alkamispäivä, başlangıç tarihi, başlangıç,
yürürlük tarihi, ημερομηνία έναρξης, έναρξη, έναρξη ισχύος, дата начала, начало, действует с, вступил в силу,
дата вступления в силу, дата початку, діє з, початок, tanggal mulai, mulai, berlaku sejak, tanggal berlaku,
ngày bắt đầu, ngày có hiệu lực, hiệu lực từ, تاريخ البدء, تاريخ البداية, تاريخ السريان, بداية الاتفاقية,
تاریخ شروع, تاریخ آغاز
""",
    "end_on": """
วันหมดอายุ, วันสิ้นสุด, วันที่สิ้นสุด, วันที่หมดอายุ, valid up to, validity date, closing date, expires at, ending, ends,
end of validity, 到期日期, 到期日, 结束日期, 截止日期, 終止日期, 結束日期, 迄日, 終了日, 終了年月日, 満了日,
満了年月日, 有効期限, 有効期間終了日, 有効期間終, 失効日, fecha de vencimiento, vencimiento, fecha vencimiento,
fecha fin, fecha de término, fecha de finalización, fecha de expiración, caducidad, vigencia hasta, hasta, término,
date de fin, fin, échéance, date d'échéance, date d'expiration, expiration, fin de validité, valable jusqu'au,
jusqu'au, ende, laufzeitende, vertragsende, gültig bis, läuft ab am, ablauf, ablaufdatum, befristet bis, bis,
endet am, data de término, data fim, fim, fim da vigência, validade, válido até, data de vencimento, vencimento,
vigência final, scadenza, data scadenza, data di scadenza, fine, data fine, data di fine, einddatum, einde,
geldig tot, looptijd tot, afloopdatum, vervaldatum, data zakończenia, koniec, obowiązuje do, ważna do, do,
data wygaśnięcia, termin ważności, platnost do, platí do, účinnost do, konec, konec platnosti, datum ukončení,
platnosť do, koniec platnosti, lejárat, lejárat dátuma, vége, érvényesség vége, data expirării, data încetării,
valabil până la, expiră la, slutdatum, giltig till, gäller till, löper ut, utgår, slutdato, udløber, udløbsdato,
gyldig til, utløper, utløpsdato, gælder til, päättyy, päättymispäivä, voimassa asti, loppupäivä, bitiş tarihi,
bitiş, sona erme tarihi, son tarih, ημερομηνία λήξης, λήξη, λήξη ισχύος, дата окончания, окончание, действует до,
срок окончания, дата завершения, действителен до, дата закінчення, діє до, закінчення, tanggal berakhir, berakhir,
berlaku sampai, tanggal selesai, ngày hết hạn, ngày kết thúc, hiệu lực đến, تاريخ الانتهاء, تاريخ النهاية,
نهاية الاتفاقية,
تاریخ پایان, تاریخ انقضا, تاریخ اتمام
""",
    "term": """
ระยะเวลา, 有効期間, 有效期, 有效期间, 有效期限, 效期, 期限, 期間, 期间, 协议期限, 協定期間, vigencia, duración,
plazo, período de vigencia, durée, durée de validité, durée de l'accord, validité, laufzeit, dauer,
vertragslaufzeit, geltungsdauer, gültigkeitsdauer, gültigkeit, vigência, duração, prazo, prazo de vigência, durata,
validità, looptijd, duur, geldigheidsduur, okres obowiązywania, czas trwania, okres, okres ważności, na jaki czas,
doba platnosti, platnost, doba trvání, doba platnosti zmluvy, platnosť, időtartam, időtartama, érvényesség, hatály,
durata, valabilitate, perioada, perioada de valabilitate, avtalstid, giltighetstid, löptid, varighed, løbetid,
gyldighed, varighet, gyldighet, avtaleperiode, voimassaolo, voimassaoloaika, kesto, sopimuskausi, süre, süresi,
geçerlilik süresi, διάρκεια, ισχύς, διάρκεια ισχύος, срок действия, срок, период действия, термін дії, строк дії,
термін, masa berlaku, jangka waktu, durasi, thời hạn, hiệu lực, thời gian hiệu lực, مدة الاتفاقية, المدة, مدة,
مدة السريان,
مدت, مدت اعتبار, مدت قرارداد
""",
    "renewal": """
renouvellement, reconduction, tacite reconduction, verlängerung, automatische verlängerung, verlängerbar,
renovación, prórroga, renovación automática, renovação, prorrogação, renovação automática, rinnovo,
rinnovo automatico, rinnovo tacito, verlenging, przedłużenie, odnowienie, prodloužení, obnovení, predĺženie,
megújítás, hosszabbítás, prelungire, reînnoire, förlängning, forlængelse, fornyelse, forlengelse, uusiminen, jatko,
yenileme, uzatma, ανανέωση, παράταση, продление, пролонгация, автопролонгация, продовження, пролонгація, 更新,
自動更新, 更新方法, 续签, 续约, 自动续期, 續約, gia hạn, perpanjangan, التجديد, تجديد, التجديد التلقائي
""",
    "status": """
สถานะ, estado, estatus, situación, statut, état, situação, stato, situazione, stand der vereinbarung, zustand, stan,
stav, állapot, státusz, stare, stadiu, läge, tila, durum, durumu, κατάσταση, статус, состояние, стан, 状態, 状況,
状态, 狀態, 狀況, trạng thái, tình trạng, keadaan, الحالة, حالة الاتفاقية
""",
    "summary": """
objeto, objet, gegenstand, inhalt, inhalte, zweck, contenido, objetivo, contenu, conteúdo, oggetto, contenuto,
finalità, onderwerp, inhoud, doel, przedmiot, przedmiot umowy, treść, předmět, předmět smlouvy, obsah, predmet,
tárgy, szerződés tárgya, tartalom, obiect, obiectul acordului, conținut, innehåll, indhold, innhold, formål, syfte,
sisältö, tarkoitus, konu, kapsam, içerik, αντικείμενο, περιεχόμενο, предмет, содержание, предмет договора, зміст,
内容, 協定内容, 概要, 合作内容, 合作內容, nội dung, isi, ruang lingkup, الموضوع, موضوع الاتفاقية, المحتوى
""",
    "topics": """
fachgebiet, fachrichtung, themen, domaine, domaines, discipline, área, áreas, ámbito, área temática, ambito,
settore, vakgebied, dziedzina, obor, oblast, odbor, terület, szakterület, domeniu, ämne, ämnesområde, fagområde,
ala, alan, τομέας, область, направление, галузь, напрям, 分野, 領域, 领域, lĩnh vực, bidang, bidang kerja sama,
المجال, مجالات التعاون
""",
    "place": """
lugar de firma, lieu de signature, ort der unterzeichnung, unterzeichnungsort, luogo della firma, luogo di firma,
plaats van ondertekening, miejsce podpisania, místo podpisu, aláírás helye, imza yeri, место подписания,
місце підписання, 締結場所, 調印場所, 签署地点, nơi ký, مكان التوقيع
""",
    "signatory": """
unterzeichner, unterzeichnet von, unterzeichnende, signataire, signataires, signé par, firmante, firmantes,
firmado por, signatário, signatários, assinado por, firmatario, firmatari, firmato da, ondertekenaar,
ondertekend door, sygnatariusz, podpisał, podpisujący, signatář, podepsal, podepsáno kým, signatár, aláíró, aláírta,
semnatar, semnat de, undertecknad av, undertecknare, underskriver, underskrevet af, underskrevet av, signert av,
allekirjoittaja, imzalayan, imzacı, υπογράφων, подписант, кто подписал, підписант, 署名者, 調印者, 签署人, 签字人,
簽署人, 簽約人, người ký, penandatangan, ditandatangani oleh, الموقع, الموقعون
""",
    "signatory_post": """
funktion des unterzeichners, fonction du signataire, qualité du signataire, cargo del firmante, cargo do signatário,
cargo, stanowisko, funkce, beosztás, funcția, virka, unvan, должность, посада, 役職, 职务, 職稱, chức vụ, jabatan,
المنصب
""",
    "unit": """
zuständige stelle, zuständige abteilung, service responsable, service gestionnaire, unidad responsable,
unidade responsável, ufficio responsabile, ufficio competente, verantwoordelijke afdeling, jednostka odpowiedzialna,
odpovědné pracoviště, felelős egység, ansvarig enhet, ansvarlig enhed, ansvarlig enhet, vastuuyksikkö,
sorumlu birim, αρμόδια υπηρεσία, ответственное подразделение, відповідальний підрозділ, 担当部署, 担当課, 担当部局,
所管, 主管部门, 主管單位, 负责部门, 承辦單位, đơn vị phụ trách, unit penanggung jawab
""",
    "officer": """
ผู้ประสานงาน, ผู้รับผิดชอบ, ansprechpartner, ansprechpartnerin, ansprechperson, ansprechpersonen, kontakt, kontaktperson,
kontaktpersonen, zuständig, zuständigkeit, bearbeiter, bearbeiterin, sachbearbeiter, sachbearbeitung,
verantwortlich, verantwortliche, verantwortlicher, betreuer, betreuung, koordinator, koordinatorin, beauftragter,
referent, contact person at partner, personne de contact, contacts, personne à contacter, interlocuteur,
correspondant, coordinateur, coordinatrice, coordonnateur, responsable, référent, porteur, contacto,
persona de contacto, coordinador, coordinadora, responsable académico, encargado, contato, pessoa de contato,
coordenador, coordenadora, responsável, interlocutor, contatto, referente, persona di contatto, coordinatore,
responsabile, contactpersoon, coördinator, verantwoordelijke, osoba kontaktowa, osoba odpowiedzialna, opiekun,
kontaktní osoba, garant, odpovědná osoba, kontaktná osoba, zodpovedná osoba, kapcsolattartó, felelős, koordinátor,
persoană de contact, persoana de contact, responsabil, ansvarig, samordnare, handläggare, ansvarlig,
kontaktansvarlig, yhteyshenkilö, vastuuhenkilö, koordinaattori, irtibat kişisi, ilgili kişi, sorumlu, koordinatör,
υπεύθυνος, υπεύθυνος επικοινωνίας, επιστημονικός υπεύθυνος, συντονιστής, контактное лицо, ответственный,
ответственное лицо, координатор, контакт, контакты, исполнитель, контактна особа, відповідальний,
відповідальна особа, 担当者, 担当, 担当教員, 連絡先, 窓口, 责任者, 責任者, コーディネーター, 联系人, 聯絡人, 负责人,
負責人, 經辦人, 经办人, 承辦人, người liên hệ, đầu mối, người phụ trách, đầu mối liên hệ, narahubung, kontak,
penanggung jawab, pic, جهة الاتصال, الشخص المسؤول, المنسق, المسؤول
""",
    "document": """
lien, enlace, dokument, dokumente, documento, fichier, datei, odkaz, soubor, länk, linkki, bağlantı, σύνδεσμος,
ссылка, посилання, 文件, 链接, 連結, 協定書, 協定書リンク, tautan, liên kết, الرابط
""",
    "note": """
หมายเหตุ, 备注, 備註, 備考, 附注, 注記, 特記事項, 说明, 說明, observaciones, notas, nota, comentarios, remarques,
observations, commentaire, commentaires, bemerkung, bemerkungen, anmerkung, anmerkungen, hinweis, hinweise, notiz,
notizen, kommentar, kommentare, sonstiges, observação, observações, obs, comentários, note, annotazioni,
osservazioni, commenti, opmerkingen, opmerking, toelichting, uwagi, uwaga, adnotacje, komentarz, poznámka, poznámky,
komentář, megjegyzés, megjegyzések, jegyzet, observații, mențiuni, anmärkning, anmärkningar, noteringar, övrigt,
bemærkning, bemærkninger, merknad, merknader, kommentarer, huomautus, huomautukset, huom, lisätietoja, huomioita,
notlar, açıklama, açıklamalar, σημειώσεις, παρατηρήσεις, σχόλια, примечание, примечания, комментарий, комментарии,
заметки, примітка, примітки, коментар, keterangan, catatan, ghi chú, ملاحظات, ملاحظة,
توضیحات
""",
}
