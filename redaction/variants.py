"""Letters that print the same name from another keyboard or in another form of the same sign: ی and ي, 髙 and 高."""

import unicodedata

# The first of each row stands for the others; of Han those of names, in Japan, Korea and China, old and simplified.
_ARABIC = "يىیې كک هہھەةۃ"
_HAN = (
    "高髙 崎﨑嵜 辺邊邉 浜濱濵滨 徳德 黒黑 斎齋斋 斉齊齐 沢澤泽 広廣广 国國囯 島嶋嶌岛 桜櫻樱 富冨 吉𠮷 "
    "恵惠 栄榮荣 真眞 竜龍龙 滝瀧 渋澁涩 関關关 蔵藏 実實实 寿壽 暁曉晓 薫薰 柳栁 館舘馆 峰峯 岳嶽 鉄鐵铁 "
    "円圓圆 学學 会會 与與 万萬 静靜 瀬瀨濑 頼賴赖 穂穗 剣劍剑 弥彌 礼禮 豊豐丰 来來 亀龜龟 亘亙 晃晄 "
    "凛凜 遥遙 巌巖 尭堯尧 槙槇 奥奧 条條 桧檜 青靑 清淸 教敎 温溫 郎郞 戸戶户 呉吳吴 横橫 緑綠绿 録錄录 "
    "産產产 顔顏颜 彦彥 歩步 内內 強强 曽曾 増增 郷鄕鄉乡 為爲为 巻卷 研硏 姫姬 群羣 秘祕 鑑鑒鉴 熙煕熈 "
    "昂昻 説說说 鶏鷄鸡 様樣样 団團团 芦蘆 児兒儿 壮壯 将將 猪豬 稲稻 経經经 総總总 荘莊庄 戦戰战 楽樂乐 "
    "気氣气 県縣县 尽盡 闊濶阔 陳陈 張张 劉刘 楊杨 趙赵 孫孙 馬马 鄭郑 馮冯 韓韩 鄧邓 許许 蘇苏 盧卢 蔣蒋 "
    "賈贾 葉叶 閻阎 鍾钟鐘 譚谭 鄒邹 陸陆 顧顾 錢钱 湯汤 賀贺 龔龚 龐庞 嚴严厳 華华 偉伟 麗丽 軍军 傑杰 "
    "濤涛 蘭兰 鳳凤 紅红 飛飞 鵬鹏 東东 雲云 寧宁 興兴 慶庆 義义 長长 賢贤 貴贵 蓮莲 鳴鸣 勝胜 順顺 銀银 "
    "鋒锋 麥麦 達达 遠远 進进 運运 誠诚 詩诗 語语 諾诺 謝谢 羅罗 維维 緯纬 純纯 紹绍 綱纲 績绩 練练 聖圣 "
    "聰聪聡 聲声 肅肃粛 藝艺芸蕓 蕭萧 覺觉覚 親亲 觀观観 記记 訓训 詠咏 諒谅 謙谦 貝贝 財财 賓宾 贊赞 "
    "軒轩 輝辉 轉转転 連连 遲迟 選选 鄔邬 銘铭 鋼钢 鎮镇 閔闵 閃闪 開开 間间 陽阳 際际 隨随 靈灵霊 韋韦 "
    "頌颂 項项 須须 領领 題题 風风 馳驰 駿骏 魯鲁 鮑鲍 鴻鸿 鶴鹤 齡龄齢 倫伦 億亿 儀仪 優优 僑侨 凱凯 "
    "創创 勵励 勞劳労 勛勋 協协 單单単 衛卫 啟启 喬乔 嘯啸 圍围囲 堅坚 奮奋 婁娄 婭娅 嬌娇 嫻娴 寶宝 導导 "
    "尋寻 崗岗 嵐岚 嶺岭 帥帅 幹干 應应応 懷怀 憲宪 揚扬 搖摇 擇择択 敵敌 時时 暉晖 業业 極极 樺桦 橋桥 "
    "權权権 歐欧 歡欢歓 歸归帰 畢毕 漢汉 潔洁 澗涧 瀟潇 灣湾 烏乌 煥焕 燁烨 燈灯 燦灿 爾尔 獎奖奨 獻献 "
    "瑋玮 瑩莹 瑪玛 環环 瓊琼 畫画 發发発 眾众 碩硕 祿禄 禎祯 穎颖頴 競竞 筆笔 節节 範范 築筑 簡简 紀纪 "
    "約约 紋纹 納纳 細细 終终 結结 絢绚 綺绮 縉缙 繼继継 諸诸 鄺邝 閆闫 駱骆 車车 竇窦 諶谌 滬沪 翹翘 "
    "薔蔷 薩萨 虛虚 蟬蝉 裏里裡 補补 計计 議议 護护 讓让譲"
)
_COMPATIBILITY = [*range(0xF900, 0xFB00), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]


def _first_forms() -> dict[int, str]:
    rows = [*_ARABIC.split(), *_HAN.split()]
    firsts = {ord(other): row[0] for row in rows for other in row[1:]}
    plain = {sign: unicodedata.normalize("NFKC", chr(sign)) for sign in _COMPATIBILITY}
    more = {sign: firsts.get(ord(letter), letter) for sign, letter in plain.items() if len(letter) == 1}
    return more | firsts


_FIRST_FORMS = _first_forms()


def without_variants(text: str) -> str:
    """A text of the same length, with one form of each of these letters."""
    return text if text.isascii() else text.translate(_FIRST_FORMS)
