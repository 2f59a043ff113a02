//! Traditional characters as simplified ones, so that a question finds its answer in either script.
//!
//! The characters that customers and shops use; rarer ones stay as they are and still match themselves.

/// Pairs of a traditional character and its simplified form, three bytes each, in the order of the former.
const PAIRS: &str = "\
    佈布佔占併并來来係系倆俩倉仓個个們们偉伟側侧偵侦偽伪傑杰傘伞備备傭佣傳传債债傷伤傾倾僅仅僱雇價价儀仪億亿儘尽償偿優优儲储兒儿內内兩两冊册凍冻凱凯別别創创劃划劇剧\
    劍剑劑剂勁劲動动務务勝胜勞劳勢势勵励勸劝匯汇區区協协卻却參参叢丛員员問问單单嗎吗嘆叹嘗尝嚇吓嚴严國国圍围園园圓圆圖图團团堅坚報报場场塊块墊垫壇坛壓压壞坏壺壶壽寿\
    夠够夢梦夾夹奪夺奮奋婦妇媽妈孫孙學学實实寧宁審审寫写寬宽寶宝將将專专尋寻對对導导屆届屬属岡冈島岛師师帳账幣币幫帮幹干幾几庫库廠厂廢废廣广廳厅張张強强彈弹彙汇後后\
    從从復复徹彻恆恒惡恶愛爱態态慣惯慶庆憂忧憑凭應应懶懒懷怀戰战戲戏戶户拋抛挾挟捨舍掃扫掛挂採采揚扬換换損损搶抢撥拨擇择擊击擋挡擔担據据擴扩擺摆擾扰攝摄敗败敵敌數数\
    斷断於于時时書书會会東东條条棄弃業业極极榮荣構构槍枪樂乐樓楼標标樣样樹树橋桥機机檔档檢检檯台欄栏權权歐欧歡欢歲岁歷历歸归殘残殺杀氣气決决沒没況况洩泄涼凉淨净減减\
    測测準准滅灭滿满濕湿灣湾為为無无煙烟熱热燈灯燒烧營营爐炉爭争爺爷牆墙狀状獎奖獨独獲获現现瑪玛環环產产畢毕畫画異异當当疊叠療疗癢痒發发皺皱盜盗盡尽監监盤盘睏困確确\
    碼码禍祸禮礼稅税種种稱称積积穩稳窮穷競竞筆笔節节範范築筑簡简簽签籃篮籖签籤签糧粮約约紅红紋纹納纳純纯紙纸級级細细終终組组結结絕绝絡络給给統统絲丝經经綠绿維维網网\
    緊紧緒绪線线編编緩缓練练縣县縮缩總总績绩織织繡绣繩绳繫系繳缴續续義义習习聖圣聞闻聯联聲声職职聽听腦脑腫肿腳脚膠胶臉脸臨临臺台舊旧艦舰莊庄萬万葉叶著着蓋盖蓮莲蔥葱\
    薦荐藍蓝藝艺藥药蘇苏蘋苹蘭兰處处虛虚號号虧亏蟲虫術术衛卫裏里補补裝装裡里製制複复襪袜覆复見见規规視视覺觉覽览觀观觸触訂订計计訊讯討讨訓训記记訪访設设許许評评詞词\
    詢询試试話话該该詳详認认語语誠诚誤误說说誰谁課课調调談谈請请諒谅論论諾诺謂谓謊谎講讲謝谢證证識识譯译議议護护譽誉讀读變变讓让讚赞豐丰貝贝負负財财貢贡貧贫貨货責责\
    貴贵買买貸贷費费貼贴貿贸資资賊贼賞赏賠赔賣卖質质賬账賴赖賺赚購购贈赠贏赢趕赶跡迹踐践車车軟软軸轴較较載载輕轻輛辆輪轮輸输轉转辦办農农這这週周遊游運运過过達达違违\
    遞递遠远適适遲迟選选遺遗還还邊边郵邮鄉乡醫医醬酱釋释針针銀银鋁铝鋒锋鋪铺鋼钢錄录錢钱錯错鍋锅鍵键鎖锁鏡镜鐘钟鐵铁長长門门閃闪閉闭開开閒闲間间閱阅關关陰阴陸陆陽阳\
    隊队階阶際际隨随險险隱隐雙双雜杂離离難难雲云電电霧雾靈灵靜静響响頁页頂顶項项順顺預预領领頭头頻频題题額额願愿類类顧顾顯显風风飄飘飛飞飯饭飲饮飽饱飾饰餅饼養养餓饿\
    餘余館馆馬马騎骑騙骗騰腾驗验驚惊髒脏體体鬆松鬧闹魚鱼鮮鲜鳥鸟鹹咸鹽盐麗丽麥麦麵面麼么黃黄點点齊齐齒齿齡龄龍龙龜龟";

/// The simplified form of a character; of all others themselves.
pub(super) fn simplified(letter: char) -> char {
    // Outside this block no pair starts, and a letter may have another number of bytes.
    if !('\u{4e00}'..='\u{9fff}').contains(&letter) {
        return letter;
    }
    let mut bytes = [0; 3];
    let wanted = letter.encode_utf8(&mut bytes).as_bytes();
    let (pairs, _) = PAIRS.as_bytes().as_chunks::<6>();
    let found = pairs.binary_search_by(|pair| pair[..3].cmp(wanted)).ok();
    let simplified = found.and_then(|at| std::str::from_utf8(&pairs[at][3..]).ok());
    simplified.and_then(|text| text.chars().next()).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_its_partner() {
        let letters: Vec<char> = PAIRS.chars().collect();
        assert!(letters.len().is_multiple_of(2));
        assert!(letters.iter().all(|letter| crate::text::is_cjk(*letter)), "no stray space");
        let traditional: Vec<char> = letters.iter().step_by(2).copied().collect();
        assert!(
            traditional.is_sorted() && PAIRS.len() == letters.len() * 3,
            "it is searched by halves"
        );
        let simple: Vec<char> = letters.iter().skip(1).step_by(2).copied().collect();
        // A simplified form that is folded on would be folded twice in a pack and once in a question.
        for letter in simple {
            assert_eq!(simplified(letter), letter, "{letter}");
        }
    }

    #[test]
    fn either_script_asks_the_same() {
        let fold = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(fold("運費怎麼算"), "运费怎么算");
        assert_eq!(fold("我要開發票，訂單號碼錯了"), "我要开发票，订单号码错了");
        assert_eq!(fold("退款多久到账"), "退款多久到账");
    }
}
