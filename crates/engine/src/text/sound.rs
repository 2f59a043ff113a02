//! How Chinese characters sound, so that "zenme tuikuan" and a mistyped homophone find what they mean.

use std::sync::OnceLock;

use super::features::{hash, step};

/// Each syllable without its tone, followed by the usual characters that sound like it; in the order of the alphabet.
const SYLLABLES: &str = "\
    a阿啊ai爱埃an安案按暗岸ao奥ba把八巴吧罢拔bai白百败拜摆ban半办般板班版bang邦帮bao报保包宝抱爆暴胞bei北被备背杯辈ben本奔锛bi比必笔毕币闭避壁bian变便边编\
    遍biao表标bie别bing并兵病冰bo波伯博播bu不部布步补捕cai才采财材菜彩裁can参残cang藏cao草操ce策测侧ceng曾层cha察查差茶chai差chan产chang长常场昌厂唱chao朝\
    超潮che车撤chen陈沉臣cheng成城称程承乘呈chi持吃chong重冲充崇虫chu出处除初楚础触chuan传船穿川chuang创床chun春纯ci此次词刺cong从cu促cun存村cuo错措da大打\
    达答dai代带待dan但单弹担丹蛋淡dang当党dao到道导倒岛刀de地的得德dei得deng等登灯di地第帝低底弟敌抵dian点电典殿店diao调掉die爹ding定顶丁订dong动东洞dou都\
    斗豆du都度独读毒督duan段断端短dui对队dun顿吨duo多夺e额鄂俄恶en恩er而二儿尔耳fa发法fan反范饭犯翻繁凡泛fang方放防房访纺fei非飞费废fen分份纷粉feng风封丰\
    峰奉fou否fu府复夫服副富负父福妇附佛付幅gai改该概盖gan干感敢赶gang刚港岗钢gao高告搞ge个各革格哥歌gei给gen根跟geng更gong工公共功宫供攻贡gou构够购gu古股\
    故顾姑固骨谷鼓gua挂guai怪guan关管官观馆冠guang光广gui规贵归鬼guo国过果郭ha哈hai还海害孩嗨han汉含韩寒hang行航hao好号毫he和合河何核喝hei黑hen很heng横hon\
    g红洪hou后候厚hu湖护户乎胡呼忽互狐虎hua化话华花划画huai怀坏huan还环欢换缓huang黄皇hui会回挥汇灰惠hun婚混huo或活火获货伙ji机级及己基计几济技记集即际积\
    极纪击急继辑激既季吉迹剂鸡绩疾寄jia家加价架假甲嘉佳jian建间见件检监剑简坚渐减健兼舰尖键jiang将江降讲奖jiao教交叫较觉角脚jie解结接界节阶街介届姐借截jin\
    进金今近仅尽紧禁津jing经京精境景竟惊荆静警径竞睛敬镜jiu就究九酒久救旧ju据举具局居句剧巨距聚juan卷涓jue决觉绝jun军均君郡ka卡kai开kan看kang抗康kao考靠ke\
    可科克客刻课ken肯kong空控孔恐kou口ku苦库哭kuai会快块kuan宽款kuang况矿kun困kuo括扩la拉啦lai来lan兰lang朗lao老劳le了乐lei类雷累勒泪leng冷li里理力立利历\
    李离例礼丽lian联连脸练莲链liang两量良亮粮梁liao了料疗lie列烈lin林临ling领令另陵灵岭liu流六留刘long龙隆lou楼lu路陆录露鲁luan乱lun论轮伦luo落罗络洛lv律\
    率旅绿虑lve略ma马吗妈麻码mai买卖脉麦man满慢mang忙mao毛贸me么mei没美每妹梅men们门meng蒙盟猛梦mi米密秘迷mian面免miao庙mie灭min民ming明名命mo模末莫默摩mo\
    u某谋mu目木母墓na那拿哪纳nai奶nan南难男nao脑闹ne呢nei内哪neng能ni你尼泥nian年念niang娘nin您ning宁niu牛nong农nu怒奴nuan暖nuo诺nv女ou欧pa怕pai派排牌拍pa\
    n判盘pang旁pao炮跑pei配培peng朋pi批皮pian便片偏篇piao票pin品频贫ping平评屏po破婆迫pu普铺qi其起期气器企七奇齐旗汽骑妻qian前千钱潜签qiang强枪墙抢qiao桥\
    瞧qie且切qin亲侵秦qing情清青轻请庆倾qiu求球秋qu区去取曲quan全权泉券que却确缺qun群ran然染rang让re热ren人任认紝忍reng仍ri日rong容荣融rou肉ru如入ruan软ru\
    n润ruo若弱sa萨sai赛塞san三散se色sen森sha杀沙啥shan山善闪shang上商伤尚shao少烧绍she设社射涉shei谁shen身什神深甚审伸申sheng生省声胜升盛圣剩shi是时市事实\
    十使石世师式史始士示势施失视食试识适室诗释shou手首受收守授售shu数书术属树输述熟束署殊shuang双shui水谁睡税shun顺shuo说si四司斯死思似私丝寺song送宋松sou\
    搜su速素苏诉俗suan算酸sui随虽岁sun孙损suo所索缩ta他她它塔tai太台态泰tan弹谈探坦坛tang堂唐tao讨套桃逃te特ti体提题替tian天田tiao条调跳tie铁贴ting听停庭\
    廷厅tong同通统痛童铜tou头投透tu土图突途徒tuan团tui推退tuo托脱wa瓦wai外wan万完晚湾玩wang王往网望亡忘wei为位委未维围卫微味威危韦谓尾wen文问闻温稳wo我握w\
    u无物武务五吴午屋误舞乌伍xi西系息席细习喜希吸戏析xia下夏辖峡xian现先县线显限鲜险献仙宪xiang相想向像象项响乡香襄享xiao小笑校消效销孝xie些协写谢械xin心\
    新信xing行性形型兴星姓刑幸醒xiong兄雄胸xiu修秀休xu许需须续序虚徐xuan选宣xue学血雪xun训寻迅讯ya亚压牙雅呀yan眼言研严演验沿岩烟延盐yang样阳央杨养洋扬羊y\
    ao要药摇ye也业夜叶爷野页液yi一以已意义议易依医艺亿益宜衣异遗移伊疑仪役亦溢yin因引音银印阴隐ying应英影营迎硬yong用永拥勇you有又由游右优油友尤yu于与育鱼\
    语余域玉预遇雨御予欲誉yuan员院原元远源园愿圆袁缘yue月约越乐曰yun运云za杂咋zai在再载zan咱zao造早遭ze则责泽择zei贼zen怎zeng增zhan战展站占zhang长张章掌障\
    丈zhao着照招找召赵zhe这着者折zhen真镇阵针震珍zheng政正争整证征zhi之只制治知直至指职质值支织志置致止执植智纸殖址zhong中种重众终钟忠zhou州周洲zhu主住注\
    助著筑朱逐诸驻竹珠柱zhua抓zhuan专转zhuang装状庄壮zhui追zhun准zi子自资字紫zong总宗纵综zou走奏zu族组足祖阻zui最罪嘴zun尊zuo作做左坐座";

/// The longest syllable has six letters: "zhuang".
const LONGEST: usize = 6;

/// No word of pinyin is longer than this; whatever is, is no pinyin.
const MOST_LETTERS: usize = 40;

/// A syllable, as its place in the table.
pub(super) type Syllable = u32;

struct Sounds {
    syllables: Vec<&'static str>,
    /// Characters with one of their syllables each, sorted: the character above, the syllable below.
    characters: Vec<u64>,
    /// Syllables by the hash of their letters, sorted: the hash above, the place in the table below.
    hashes: Vec<u64>,
    /// A bit for each beginning of a hash that a syllable has.
    begin: Vec<u64>,
}

fn sounds() -> &'static Sounds {
    static SOUNDS: OnceLock<Sounds> = OnceLock::new();
    SOUNDS.get_or_init(|| {
        let mut sounds = Sounds {
            syllables: Vec::new(),
            characters: Vec::new(),
            hashes: Vec::new(),
            begin: vec![0; 64],
        };
        let mut rest = SYLLABLES;
        while !rest.is_empty() {
            let name = rest.find(|letter: char| !letter.is_ascii()).unwrap_or(rest.len());
            let (syllable, behind) = rest.split_at(name);
            let end = behind.find(|letter: char| letter.is_ascii()).unwrap_or(behind.len());
            let place = sounds.syllables.len() as u64;
            sounds.syllables.push(syllable);
            let letters: Vec<char> = syllable.chars().collect();
            let hashed = hash(&letters);
            sounds.hashes.push(u64::from(hashed) << 32 | place);
            sounds.begin[hashed as usize >> 26] |= 1 << (hashed >> 20 & 63);
            for character in behind[..end].chars() {
                sounds.characters.push(u64::from(character as u32) << 32 | place);
            }
            rest = &behind[end..];
        }
        sounds.characters.sort_unstable();
        sounds.hashes.sort_unstable();
        sounds
    })
}

/// The syllables that a character may sound like: none of a rare one, two of some.
pub(super) fn of_character(character: char) -> impl Iterator<Item = Syllable> {
    let characters = &sounds().characters;
    let from = characters.partition_point(|pair| pair >> 32 < u64::from(character as u32));
    let same = characters[from..].iter().take_while(move |pair| **pair >> 32 == character as u64);
    same.map(|pair| *pair as Syllable)
}

/// The syllables of a word of pinyin, as few as it can be read in; none of any other word.
pub(super) fn of_word(word: &[char]) -> Vec<Syllable> {
    if word.len() > MOST_LETTERS {
        return Vec::new();
    }
    // For each length, with how few syllables the beginning of that length can be read, and the last of them.
    let mut read: Vec<Option<(u32, Syllable)>> = vec![None; word.len() + 1];
    read[0] = Some((0, 0));
    for start in 0..word.len() {
        let Some((count, _)) = read[start] else { continue };
        let mut hashed = hash(&[]);
        for (letter, best) in word[start..].iter().zip(&mut read[start + 1..]).take(LONGEST) {
            hashed = step(hashed, *letter as u32);
            let Some(syllable) = syllable(hashed) else { continue };
            if best.is_none_or(|(fewest, _)| count + 1 < fewest) {
                *best = Some((count + 1, syllable));
            }
        }
    }
    let mut found = Vec::new();
    let mut end = word.len();
    while end > 0 {
        let Some((_, syllable)) = read[end] else { return Vec::new() };
        found.push(syllable);
        end -= sounds().syllables[syllable as usize].len();
    }
    found.reverse();
    found
}

/// The syllable of letters with this hash.
fn syllable(hash: u32) -> Option<Syllable> {
    let sounds = sounds();
    // Most letters in a row are none, and a bit tells.
    if sounds.begin[hash as usize >> 26] >> (hash >> 20 & 63) & 1 == 0 {
        return None;
    }
    let at = sounds.hashes.partition_point(|one| one >> 32 < u64::from(hash));
    let found = sounds.hashes.get(at).filter(|one| **one >> 32 == u64::from(hash));
    found.map(|one| *one as Syllable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(syllables: &[Syllable]) -> Vec<&'static str> {
        syllables.iter().map(|one| sounds().syllables[*one as usize]).collect()
    }

    fn word(text: &str) -> Vec<&'static str> {
        named(&of_word(&text.chars().collect::<Vec<_>>()))
    }

    #[test]
    fn the_table_is_in_the_order_of_the_alphabet() {
        assert!(sounds().syllables.is_sorted(), "it is searched by halves");
        assert!(sounds().characters.len() > 1_350);
        assert!(sounds().syllables.iter().all(|one| (1..=LONGEST).contains(&one.len())));
    }

    #[test]
    fn a_word_of_pinyin_is_read_in_syllables() {
        assert_eq!(word("zenme"), ["zen", "me"]);
        assert_eq!(word("tuikuan"), ["tui", "kuan"]);
        assert_eq!(word("kuaididaonale"), ["kuai", "di", "dao", "na", "le"]);
        assert_eq!(word("refund"), [""; 0]);
        assert_eq!(word(&"zen".repeat(1_000)), [""; 0]);
    }

    #[test]
    fn characters_that_sound_alike_share_a_syllable() {
        for (one, other) in [('宽', '款'), ('的', '得'), ('行', '航'), ('在', '再')] {
            let other: Vec<_> = of_character(other).collect();
            assert!(of_character(one).any(|syllable| other.contains(&syllable)), "{one}");
        }
        assert_eq!(of_character('龘').count(), 0);
    }
}
