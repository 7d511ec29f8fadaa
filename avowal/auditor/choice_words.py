"""The words by which sites offer a choice, in the languages of the sample plan and their neighbours.

What a control says is brought to one form first (lower case, single spaces, no marks around it), then held against
the words in a fixed order: a refusal that is called “do not accept” must not be taken for an acceptance.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 90
"""Characters beyond which what a control says is text, not a label."""

TOPIC = re.compile(
    r"cookie|consent|gdpr|ccpa|tracking|tracker|privacy|personal (?:data|information)|sell or share|do not sell"
    r"|galleta|privacidad|consentimiento|rastre|datos personales"
    r"|隱私|隐私|同意|追蹤|追踪|個人資料|个人信息|쿠키|개인정보|동의|추적"
    r"|թխուկ|գաղտնիություն|համաձայնություն|куки|файл.{0,3} cookie|конфиденциальн|персональн|согласи|отслежив"
    r"|pagkapribado|pahintulot|personal na impormasyon|quyền riêng tư|sự đồng ý|theo dõi|dữ liệu cá nhân"
    r"|کوکی|حریم خصوصی|رضایت|ردیابی|ខូគី|ឯកជនភាព|ការយល់ព្រម|ملفات تعريف الارتباط|الخصوصية|موافق|التتبع|کوکیز|رازداری"
    r"|datenschutz|einwilligung|confidentialité|vie privée|consentement|privacidade|consentimento"
)
_OPT_OUT = (
    r"do not (?:sell|share)|don['’]?t (?:sell|share)|opt[- ]?(?:me )?out|limit the use of my"
    r"|(?:your |my )?privacy choices"
    r"|ad choices|no (?:vend[ae]r?|compart)|exclu(?:ir|sión)|opciones de privacidad|elecciones de privacidad"
    r"|不要出售|不要分享|拒絕出售|拒绝出售|隱私選擇|隐私选择|選擇退出|选择退出|판매 금지|판매하지|개인정보 선택"
    r"|수신 거부|옵트아웃"
    r"|չվաճառել|գաղտնիության ընտր|не продавать|не передавать|выбор(?:ы)? конфиденциальности|huwag (?:ibenta|ibahagi)"
    r"|mga pagpipilian sa (?:privacy|pagkapribado)|không (?:bán|chia sẻ)|lựa chọn (?:về )?quyền riêng tư"
    r"|نفروشید|گزینه‌های حریم خصوصی|انتخاب‌های حریم خصوصی|កុំលក់|ជម្រើសឯកជនភាព|لا تبع|لا تبيعوا|عدم بيع"
    r"|خيارات الخصوصية"
)
_SAVE = (
    r"^(?:save|confirm|apply|submit|update)\b(?!.*\baccept)|allow selection|accept selected|allow selected"
    r"|^guardar|^confirmar|^aplicar"
    r"|儲存|保存|確認|确认|저장|확인|선택 허용|^պահպանել|^հաստատել|^сохранить|^подтвердить|^применить|^i-?save"
    r"|^kumpirmahin|^lưu|^xác nhận"
    r"|^ذخیره|^تأیید|^تایید|^រក្សាទុក|^បញ្ជាក់|^حفظ|^تأكيد|^speichern|^enregistrer|^salvar"
)
_REFUSE = (
    r"reject|refuse|declin|\bdeny|disagree|(?:do not|don['’]?t) (?:accept|agree|allow|consent)|without accepting"
    r"|no,? thank"
    r"|(?:only|just) (?:the )?(?:strictly )?(?:necessary|essential|required|needed|functional)"
    r"|(?:necessary|essential|required|needed|functional)(?: cookies)? only|withdraw|revoke|turn (?:all )?off"
    r"|disable all"
    r"|rechaz|deneg|no acept|no,? gracias|solo (?:las )?(?:necesari|esencial)|retirar"
    r"|拒絕|拒绝|不同意|不接受|僅(?:限)?(?:必要|必需)|仅(?:限)?(?:必要|必需)"
    r"|只(?:接受|允許|允许|使用)?(?:必要|必需)|撤回|거부|거절|동의하지 않|필수(?: 쿠키)?만|철회"
    r"|մերժ|չընդունել|միայն անհրաժեշտ|отклон|отказ|не принимать|только необходим|отозвать"
    r"|tanggihan|huwag tanggapin|tumanggi|kinakailangan lang|từ chối|không (?:chấp nhận|đồng ý)"
    r"|chỉ (?:những )?(?:cookie )?(?:cần thiết|thiết yếu)"
    r"|رد کردن|رد همه|رد تمام|نپذیر|نمی‌پذیرم|فقط (?:کوکی‌های )?(?:ضروری|لازم)|បដិសេធ|មិនយល់ព្រម|ចាំបាច់ប៉ុណ្ណោះ"
    r"|رفض|أرفض|ارفض|لا أوافق|الضرورية فقط"
    r"|ablehnen|nur notwendige|refuser|tout refuser|continuer sans accepter|rejeitar|recusar|rifiuta|مسترد"
)
_SETTINGS = (
    r"settings?\b|preferences?\b|customi[sz]e|manage|more (?:options|choices)|options\b|let me choose"
    r"|choose (?:which|cookies)|configur"
    r"|personaliz|preferencias|ajustes|gestionar|más opciones|設定|设置|管理|偏好|自訂|自定义|更多選項|更多选项"
    r"|설정|관리|맞춤|더 많은 옵션"
    r"|կարգավոր|կառավար|настро|управл|параметр|pamahalaan|i-?customize|mga setting|cài đặt|tùy chỉnh|tuỳ chỉnh"
    r"|quản lý"
    r"|تنظیمات|مدیریت|ការកំណត់|គ្រប់គ្រង|إعدادات|إدارة|تخصيص|einstellungen|paramét|personnaliser"
)
_ACCEPT = (
    r"accept|agree|allow|consent|got it|i understand|^ok(?:ay)?$|enable all|turn (?:all )?on|acept|permitir"
    r"|de acuerdo|entendido|^sí$"
    r"|接受|同意|允許|允许|知道了|수락|동의|허용|모두 허용|ընդուն|համաձայն|թույլ|приня|принима|соглас|разреш"
    r"|tanggapin|sumang|payagan"
    r"|chấp nhận|đồng ý|cho phép|پذیرش|پذیرفتن|می‌پذیرم|موافقم|قبول|اجازه|យល់ព្រម|ទទួលយក|អនុញ្ញាត|قبول|موافق"
    r"|أوافق|السماح|akzept|zustimmen|accepter|aceitar|accetta"
)
_KINDS = tuple(
    (kind, re.compile(words))
    for kind, words in (
        ("opt_out", _OPT_OUT),
        ("save", _SAVE),
        ("refuse", _REFUSE),
        ("settings", _SETTINGS),
        ("accept", _ACCEPT),
    )
)
_ALL = re.compile(
    r"\ball\b|everything|tod[ao]s|\btodo\b|全部|所有|모두|전체|բոլոր|все|всё|lahat|tất cả|همه|ទាំងអស់|الكل|جميع"
    r"|alle|tout"
)
_ACTS = re.compile(
    r"delet|remov|\bpay\b|\bbuy\b|purchas|order now|check ?out|sign ?out|log ?out|\bsend\b|submit|subscri"
    r"|unsubscri|donate|upload|print"
    r"|download|\bcall me|publish|eliminar|borrar|pagar|comprar|enviar|cerrar sesión|刪除|删除|付款|購買|购买"
    r"|送出|發送|登出|삭제|결제|구매|전송|로그아웃"
    r"|удалить|оплат|купить|отправить|выйти|xóa|thanh toán|mua|gửi|đăng xuất|حذف|پرداخت|خرید|ارسال|خروج|دفع|شراء"
    r"|إرسال"
)
AGE = re.compile(
    r"\bage\b|how old|birth|\bdob\b|\bborn\b|edad|nacimiento|años tienes|年齡|年龄|出生|생년|나이|տարիք|ծննդյան"
    r"|возраст|рожден|edad|kaarawan|kapanganakan"
    r"|tuổi|ngày sinh|năm sinh|سن شما|تولد|អាយុ|កំណើត|العمر|عمرك|الميلاد|کتنی عمر|geburt|\balter\b|naissance"
    r"|nascimento|idade"
)


def said(text: str) -> str:
    """What a control says, in the form that is held against the words."""
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").lower()
    return re.sub(r"\s+", " ", plain).strip(" .!…:›»→✕×✓")


def kind_of(text: str) -> str | None:
    """What a control of these words does with a choice: opt_out | save | refuse | settings | accept, or None."""
    words = said(text)
    if not words or len(words) > LONGEST:
        return None
    found = [kind for kind, pattern in _KINDS if pattern.search(words)]
    if {"refuse", "settings", "accept"} <= set(found) or {"refuse", "settings"} == set(found):
        return "settings"  # “manage or reject cookies” opens what has both
    return found[0] if found else None


def is_for_all(text: str) -> bool:
    """Whether the words say that they hold for everything at once."""
    return bool(_ALL.search(said(text)))


def is_topic(text: str) -> bool:
    """Whether a text is about cookies, consent or privacy."""
    return bool(TOPIC.search(said(text)))


def acts(text: str) -> bool:
    """Whether pressing what says this may do something in the world (send, pay, delete), so that it is left alone."""
    return bool(_ACTS.search(said(text)))


def asks_age(text: str) -> bool:
    """Whether a field's words ask for an age or a date of birth."""
    return bool(AGE.search(said(text)))
