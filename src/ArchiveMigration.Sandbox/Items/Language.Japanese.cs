namespace ArchiveMigration.Sandbox.Items;

internal sealed partial class Language
{
    public static Language Japanese { get; } = new()
    {
        Lcid = 1041,
        ReplyPrefix = "RE: ",
        FamilyNameFirst = true,
        TimeZone = new TimeZoneRule("Tokyo Standard Time", -540, HasSummerTime: false),
        Subjects =
        [
            "月曜会議の議事録", "請求書 2019-0417", "新倉庫のお見積り", "ようこそ 🎉", "四半期決算（最終版）",
            "木曜日の昼食について", "サーバー室メンテナンスのお知らせ", "大阪出張の手配", "契約書の件", "予算に関するご質問",
        ],
        Sentences =
        [
            "早速のご返信ありがとうございます。合意した通りに進めます。", "前四半期の数字を添付いたします。",
            "雪のため、納品が二日遅れる見込みです。", "送付前に第4章をご確認いただけますでしょうか。",
            "会議を二階の大会議室に変更しました。", "監査人から2011年の契約書原本の提出を求められています。",
            "先日のお電話以降、鋼材価格以外に変更はありません。", "金曜日までにご回答をお願いいたします。",
            "来月一日に新しい同僚が着任します👋。", "どうぞよろしくお願いいたします。",
        ],
        FileNames = ["議事録.docx", "お見積書.pdf", "第3四半期.xlsx", "配置図.png", "契約書（捺印済み）.pdf", "資料一式.zip", "メモ.txt"],
        Categories = ["重要", "アルファ計画", "経理", "私用"],
        Places = ["会議室2-14", "Microsoft Teams 会議", "東京本社", "社員食堂"],
        Names =
        [
            ("太郎", "山田", "taro.yamada"), ("花子", "鈴木", "hanako.suzuki"), ("健", "髙橋", "ken.takahashi"),
            ("由美", "渡邉", "yumi.watanabe"), ("誠", "伊藤", "makoto.ito"), ("さくら", "中村", "sakura.nakamura"),
            ("アンナ", "小林", "anna.kobayashi"), ("翔", "𠮷野", "sho.yoshino"),
        ],
    };
}
