using Microsoft.Playwright;
using NavSeal.Model.Seals;
using NavSeal.Tests.Server.Access;

namespace NavSeal.Tests.Browser;

/// <summary>The first days of an operator, in Russian: from an empty installation to a completed transportation, by the pages alone. Only
/// the seal speaks for itself.</summary>
public sealed class First_life_stories(Operator at, EmptyInstallation empty) : Story(at), IClassFixture<EmptyInstallation>
{
    private const string Departure = "nur-zholy", Destination = "berezovka", Organisation = "150640012341", Contract = "Д-2026/17",
        Seal = "KZ-000777", Declaration = "57505/221126/0000123", SealModel = "НП-7";

    private const uint SealDevice = 777_000;

    /// <summary>Login name, name, role and belonging of those who work with it.</summary>
    private static readonly (string Name, string Said, string Role, string Office, string Organisation)[] Staff =
    [
        ("dana", "Дана Сейтова", "Диспетчер", "", ""),
        ("saule", "Сауле Омарова", "Логистика", "", ""),
        ("pavel", "Павел Ким", "Перевозчик", "", Organisation),
        ("nurlan", "Нурлан Ахметов", "Руководитель таможенного органа", Departure, ""),
        ("irina", "Ирина Белова", "Инспектор", Departure, ""),
        ("petr", "Пётр Садыков", "Представитель оператора на посту", Departure, ""),
        ("igor", "Игорь Жуков", "Инспектор", Destination, ""),
        ("raisa", "Раиса Ли", "Представитель оператора на посту", Destination.ToUpperInvariant(), ""),
    ];

    private readonly Dictionary<string, Person> people = [];

    [BrowserFact]
    public async Task An_empty_installation_comes_to_its_first_completed_transportation_by_the_pages_alone()
    {
        await TheAdministratorBeginsAsync();
        await RegistriesAreFilledAsync();
        await EverybodyEntersAsync();
        await TheStockRegistersAndIssuesASealAsync();
        var number = await TheCarrierAppliesAsync();
        await ItIsTakenOnAndEscortIsDecidedAsync(number);
        await TheSealIsAffixedAndHeardAsync(number);
        await ItIsPermittedAndActivatedAsync(number);
        await ItArrivesAndIsInspectedAsync(number);
        await TheSealComesBackAsync(number);
        await people["igor"].DoAsync(number, "Завершить перевозку", ("Как завершается", "Без замечаний"));
        await people["igor"].SeesAsync("Завершена");
        await people["pavel"].OpenAsync("/applications");
        await people["pavel"].SeesAsync("Завершена");
    }

    private async Task TheAdministratorBeginsAsync()
    {
        var asel = people[EmptyInstallation.Administrator] = await SomebodyAsync();
        await asel.SignInAsync(EmptyInstallation.Administrator, AccessServer.Password);
        await asel.OpenAsync("/seals");
        await asel.SeesAsync("Пломб пока нет. Они появятся здесь, когда оператор зарегистрирует их на складе.");
        await asel.OpenAsync("/transportations");
        await asel.SeesAsync("Перевозок пока нет. Каждая начинается с заявки.");
        await asel.OpenAsync("/users");
        await asel.SeesAsync("Для вашей учётной записи второй фактор не включён.");
        await asel.FollowAsync("Включить второй фактор");
        await asel.TurnSecondFactorOnAsync();
        await asel.FollowAsync("Продолжить");
        await asel.SeesAsync("Первый пароль создаётся и показывается один раз.");
    }

    private async Task RegistriesAreFilledAsync()
    {
        await EnterAsync(
            "office", ("Краткий ключ", Destination), ("Код (необязательно)", "55708"), ("Наименование на русском", "Берёзовка"),
            ("Государство", "KZ"), ("Уровень (необязательно)", "пост"), ("Вышестоящий орган (необязательно)", "DGD-Aktobe-Region"));
        var asel = people[EmptyInstallation.Administrator];
        await asel.OpenAsync("/registries/organisation");
        await asel.SeesAsync("Записей пока нет. Внесите первую кнопкой «Новая запись»");
        await asel.FollowAsync("Новая запись");
        await asel.FillAsync(("Государство", "KZ"), ("Номер", Organisation), ("Наименование", "ТОО «Степной путь»"));
        await asel.TickAsync("перевозчик");
        await asel.TickAsync("заказчик");
        await asel.PressAsync("Внести");
        await asel.SeesAsync("ТОО «Степной путь»");
        await EnterAsync("contract", ("Номер", Contract), ("Организация", "kz-" + Organisation), ("Подписан", "2026-01-12"));
        await EnterAsync(
            "seal-model", ("Модель", SealModel), ("Изготовитель", "ТОО «Завод пломб»"),
            ("Соответствие требованиям", "сертификат"), ("Сертификат (необязательно)", "KZ-1"));
    }

    private async Task EverybodyEntersAsync()
    {
        var asel = people[EmptyInstallation.Administrator];
        foreach (var (name, said, role, office, organisation) in Staff)
        {
            await asel.OpenAsync("/users");
            await asel.FillAsync(("Имя для входа", name), ("Имя", said));
            await asel.TickAsync(role);
            await asel.FillAsync(
                ("Таможенный или контролирующий орган (ключ реестра; выберите из списка)", office),
                ("Организация (ключ реестра или БИН; выберите из списка)", organisation));
            await asel.PressAsync("Добавить пользователя");
            await asel.SeesAsync($"Пользователь {name} добавлен.");
            var first = await asel.Page.GetByRole(AriaRole.Status).Locator("strong").InnerTextAsync();
            people[name] = await SomebodyAsync();
            await people[name].EnterAsync(name, first);
        }

        await people["irina"].OpenAsync("/account/second-factor");
        await people["irina"].TurnSecondFactorOnAsync();
    }

    private async Task TheStockRegistersAndIssuesASealAsync()
    {
        var saule = people["saule"];
        await saule.OpenAsync("/seals");
        await saule.FollowAsync("Зарегистрировать пломбы");
        await saule.FillAsync(
            ("Пломбы", $"{Seal} {SealDevice}"), ("Вид идентификатора", "OID"), ("Модель", SealModel), ("Профиль устройства", "egts-seal"));
        await saule.PressAsync("Зарегистрировать");
        await saule.SeesAsync(Seal);
        await saule.OpenAsync("/stock/move");
        await saule.FillAsync(("Пломбы", Seal), ("Что сделать", "Выдать"), ("Кому выдана", Departure), ("Основание", "накладная № 1"));
        await saule.PressAsync("Проверить");
        await saule.SeesAsync("Будет выдано пломб: 1.");
        await saule.PressAsync("Выдать");
        await saule.SeesAsync("выдана");
    }

    private async Task<string> TheCarrierAppliesAsync()
    {
        var pavel = people["pavel"];
        await pavel.OpenAsync("/applications");
        await pavel.SeesAsync("Заявок пока нет.");
        await pavel.FollowAsync("Новая заявка");
        await StepAsync("Маршрут и таможенные органы", ("Заказчик", "kz-" + Organisation), ("Перевозчик", "KZ-" + Organisation));
        await pavel.TickAsync("Товары ввозятся в Союз в месте начала отслеживания");
        await StepAsync(
            "Товары", ("Государство 1", "Казахстан"), ("Государство 2", "Россия"), ("Таможенный орган отправления", Departure),
            ("Таможенный орган назначения", Destination));
        await StepAsync("Товары", ("Код ТН ВЭД", "2203 00"), ("Наименование", "Пиво солодовое"), ("Вес брутто, кг", "18,5 т"));
        await pavel.SeesAsync("Строка 1, Вес брутто, кг: Укажите вес целым числом килограммов.");
        await StepAsync("Транспорт и водитель", ("Вес брутто, кг", "18500"));
        await pavel.FillInAsync("Транспортное средство 1", ("Регистрационный номер", "451 KZA 05"));
        await pavel.FillInAsync("Транспортное средство 2", ("Регистрационный номер", "77 ВАВ 05"));
        await pavel.TickAsync("Водитель согласен на хранение персональных данных");
        await StepAsync("Документы", ("Фамилия, имя, отчество", "Есимов Ермек"), ("Телефон", "+7 701 000 00 00"));
        await FileAsync(pavel, "CMR 004411");
        await pavel.SeesAsync("CMR 004411");
        await StepAsync("Пломбы", ("Регистрационный номер", Declaration));
        await StepAsync("Проверка", ("Запираемых грузовых отсеков", "1"));
        await pavel.SeesAsync("Заявка заполнена.");
        await pavel.SeesAsync("451 KZA 05 KZ");
        await pavel.SeesAsync("Берёзовка");
        await pavel.PressAsync("Передать оператору");
        await pavel.SeesAsync("Заявка передана оператору.");
        return new Uri(pavel.Page.Url).Segments[2].TrimEnd('/');

        async Task StepAsync(string next, params (string, string)[] fields)
        {
            await pavel.FillAsync(fields);
            await pavel.PressAsync("Сохранить и продолжить");
            await Assertions.Expect(pavel.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(next);
        }
    }

    private async Task ItIsTakenOnAndEscortIsDecidedAsync(string number)
    {
        await people["dana"].DoAsync(number, "Подтвердить перевозку", ("Договор", Contract));
        await people["dana"].SeesAsync("Подтверждена оператором по договору " + Contract);
        var nurlan = people["nurlan"];
        await nurlan.DoAsync(
            number, "Принять решение о пломбе", ("Основание", "Электронное таможенное сопровождение (приказ № 407, п. 5)"),
            ("Профиль риска, ссылка (необязательно)", "55/2026-14"));
        await nurlan.SeesAsync("Ожидается: требование органа отправления");
        await people["irina"].DoAsync(
            number, "Потребовать наложения и активации", ("Пломбы через пробел", Seal),
            ("Срок транзита истекает", $"{empty.Clock.GetUtcNow().AddDays(5):yyyy-MM-dd}T18:00"), ("Маршрут", "Нур Жолы – Берёзовка"));
        await people["irina"].SeesAsync("Ожидается: разрешение на активацию");
    }

    private async Task TheSealIsAffixedAndHeardAsync(string number)
    {
        var petr = people["petr"];
        await petr.DoAsync(
            number, "Записать наложение пломбы", ("Пломба", Seal), ("Представитель оператора: табельный номер", "17"));
        await petr.SeesAsync($"Пломба {Seal} наложена, отсек или объект 1");
        await empty.ReportAsync(SealNumber.Parse(Seal), SealDevice);
        var irina = people["irina"];
        await irina.OpenAsync($"/transportations/{number}/check");
        await irina.SeesAsync("Запорный элемент закрыт");
        await irina.SeesAsync("Документы от контролирующего органа");
        await irina.SeesAsync("Документы от контролирующего органа не поступили.");
    }

    private async Task ItIsPermittedAndActivatedAsync(string number)
    {
        var (irina, petr) = (people["irina"], people["petr"]);
        await irina.OpenAsync($"/transportations/{number}");
        await irina.FollowAsync("Приложить документ");
        await FileAsync(irina, "57505-П-1");
        await irina.SeesAsync("от контролирующего органа");
        await irina.SignAsync(number, "Разрешить", ("Что разрешается", "Активация"));
        await irina.SeesAsync("Ожидается: активация");
        await empty.ReportAsync(SealNumber.Parse(Seal), SealDevice);
        await irina.FollowAsync("Проверка перед активацией");
        await irina.SeesAsync("Все условия выполнены: оператор может активировать пломбу.");
        await petr.OpenAsync($"/transportations/{number}");
        Assert.Equal("Активировать", await petr.Page.Locator("#next-title ~ .row .button").First.InnerTextAsync());
        await petr.DoAsync(number, "Активировать");
        await petr.SeesAsync("Отслеживается");
        await empty.ReportAsync(SealNumber.Parse(Seal), SealDevice);
        await irina.OpenAsync($"/transportations/{number}/check");
        await irina.PressAsync("Подтвердить сигнал");
        await irina.SeesAsync($"Сигнал пломбы {Seal} проверен");
    }

    private async Task ItArrivesAndIsInspectedAsync(string number)
    {
        await people["raisa"].DoAsync(number, "Записать прибытие", ("Зона таможенного контроля", "СВХ «Берёзовка»"));
        await people["raisa"].SeesAsync("Прибытие в зону таможенного контроля: Берёзовка, СВХ «Берёзовка»");
        var igor = people["igor"];
        await igor.OpenAsync("/arrivals");
        await igor.SeesAsync("451 KZA 05");
        await igor.DoAsync(number, "Зарегистрировать документы", ("Номер регистрации", "55708/231126/П-0001"));
        await igor.DoAsync(
            number, "Записать акт досмотра (осмотра)", ("При отправлении", "нет"), ("Номер акта досмотра (осмотра)", "А-1"),
            ("Пломбы целы", "да"), ("Следы доступа к товарам", "нет"), ("Признаки несоответствия товаров документам", "нет"));
        await igor.DoAsync(number, "Потребовать деактивации");
        await igor.SeesAsync($"Требование о деактивации: пломба {Seal}");
    }

    private async Task TheSealComesBackAsync(string number)
    {
        var raisa = people["raisa"];
        await raisa.DoAsync(number, "Деактивировать");
        await raisa.SeesAsync("Отслеживание окончено");
        await raisa.DoAsync(number, "Записать снятие пломбы");
        await raisa.DoAsync(number, "Записать передачу оператору", ("Представитель оператора: табельный номер", "18"));
        await raisa.DoAsync(number, "Стереть реестр в пломбе");
        await raisa.SeesAsync("Ожидается: завершение");
    }

    private static async Task FileAsync(Person person, string document)
    {
        await person.FillAsync(
            ("Вид документа", "Международная товарно-транспортная накладная (CMR)"), ("Номер", document), ("Дата", "2026-11-20"));
        await person.UploadAsync(document + ".pdf");
        await person.PressAsync("Добавить");
    }

    private async Task EnterAsync(string registry, params (string Label, string Text)[] fields)
    {
        var asel = people[EmptyInstallation.Administrator];
        await asel.OpenAsync($"/registries/{registry}/new");
        await asel.FillAsync(fields);
        await asel.PressAsync("Внести");
        await asel.SeesAsync("действующая");
    }

    private async Task<Person> SomebodyAsync()
    {
        var page = await OpenAsync("/", options: new()
        {
            BaseURL = empty.Address,
            Locale = "ru-RU",
            ViewportSize = new() { Width = 1280, Height = 800 },
        });
        return new Person(page, empty);
    }
}
