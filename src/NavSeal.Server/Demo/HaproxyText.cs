using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace NavSeal.Server.Demo;

/// <summary>The example of HAProxy's configuration with other places filled in.</summary>
internal static partial class HaproxyText
{
    /// <summary>The example that is delivered with the program.</summary>
    public static string Example => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "deploy", "haproxy.cfg"));

    /// <summary>Fills in.</summary>
    /// <param name="example">A configuration whose ports are the usual ones.</param>
    /// <param name="binds">Where it listens, by the port of the example; the section of a port that is missing goes.</param>
    /// <param name="processes">Where each process listens, by the port of the example.</param>
    public static string Fill(
        string example, IReadOnlyDictionary<int, IPEndPoint> binds, IReadOnlyList<IReadOnlyDictionary<int, IPEndPoint>> processes)
    {
        var text = new StringBuilder();
        foreach (var section in SectionsOf(example))
        {
            var bound = section.Select(line => Bind().Match(line)).FirstOrDefault(match => match.Success);
            if (bound is not null && !binds.ContainsKey(Port(bound))) continue;
            var isFilled = false;
            foreach (var line in section)
            {
                var (bind, server) = (Bind().Match(line), Server().Match(line));
                if (OfTheMachine().IsMatch(line)) continue;
                if (bind.Success) text.Append("    bind ").Append(binds[Port(bind)]).Append('\n');
                else if (!server.Success) text.Append(line).Append('\n');
                else if (!isFilled) (isFilled, _) = (true, text.Append(Servers(server, processes)));
            }
        }

        return text.ToString();
    }

    private static string Servers(Match example, IReadOnlyList<IReadOnlyDictionary<int, IPEndPoint>> processes) =>
        string.Concat(processes.Select((process, index) =>
            $"    server navseal{index + 1} {process[Port(example)]} check port {process[Port(example, "check")].Port}\n"));

    // A section begins where a line does not.
    private static List<List<string>> SectionsOf(string text)
    {
        List<List<string>> sections = [[]];
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0 && line[0] is not (' ' or '#')) sections.Add([]);
            sections[^1].Add(line);
        }

        return sections;
    }

    private static int Port(Match match, string group = "port") =>
        int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s+bind \S*:(?<port>\d+)$")]
    private static partial Regex Bind();

    [GeneratedRegex(@"^\s+server \S+ \S+:(?<port>\d+) check port (?<check>\d+)$")]
    private static partial Regex Server();

    /// <summary>What only root may ask for: HAProxy runs as who started it, with as many connections as that one is given.</summary>
    [GeneratedRegex(@"^\s+(user|group|maxconn|log /dev/log) ")]
    private static partial Regex OfTheMachine();
}
