using System.CommandLine;
using NavSeal.Bench.Board;

namespace NavSeal.Bench.Commands;

/// <summary>The verb <c>pictures</c>: the board of a server that runs, in every language, theme, size and at two scales, to be looked
/// at.</summary>
internal static class PicturesCommand
{
    public static Command Create()
    {
        var address = new Option<string>("--address") { Description = "Of the pages.", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
        var user = new Option<string>("--user") { Description = "Who signs in.", DefaultValueFactory = _ => "dispatcher" };
        var password = new Option<string>("--password") { Description = "With what.", Required = true };
        var folder = new Option<string>("--folder") { Description = "Where the pictures are put.", Required = true };
        var command = new Command("pictures", "Takes pictures of the board of a server that runs, navseal demo for example.")
        {
            address, user, password, folder,
        };
        command.SetAction((parsed, _) => BoardPictures.TakeAsync(
            parsed.GetRequiredValue(address),
            (parsed.GetRequiredValue(user), parsed.GetRequiredValue(password)),
            parsed.GetRequiredValue(folder)));
        return command;
    }
}
