using System.Text;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Parses the part of the DOT language that describes nodes and edges of a directed graph.</summary>
/// <remarks>Grammar: graphviz.org/doc/info/lang.html; no ports, no HTML labels, no edges of subgraphs.</remarks>
internal sealed class DotParser(string text)
{
    private const int MaxDepth = 100;
    private readonly Dictionary<string, DotNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<DotNode> _order = [];
    private int _at;
    private int _line = 1;
    private string _token = "";
    private bool _isQuoted;

    /// <summary>The graph's name and its nodes.</summary>
    public (string Name, IReadOnlyList<DotNode> Nodes) Parse()
    {
        Next();
        if (Is("strict"))
            Next();
        if (!Is("digraph"))
            throw Fault("a directed graph begins with 'digraph'");
        Next();
        string name = "";
        if (!IsSign("{"))
        {
            name = _token;
            Next();
        }

        Statements(0);
        return (name, _order);
    }

    private void Statements(int depth)
    {
        if (depth > MaxDepth)
            throw Fault($"subgraphs are nested more than {MaxDepth} deep");
        Expect("{");
        while (!IsSign("}"))
        {
            if (_token.Length == 0 && !_isQuoted)
                throw Fault("the graph does not end with '}'");
            if (IsSign(";"))
                Next();
            else if (IsSign("{") || Is("subgraph"))
                Subgraph(depth);
            else
                Statement();
        }

        Next();
    }

    private void Subgraph(int depth)
    {
        if (Is("subgraph"))
        {
            Next();
            if (!IsSign("{"))
                Next();
        }

        Statements(depth + 1);
        if (IsSign("->"))
            throw Fault("edges of subgraphs are not read");
    }

    private void Statement()
    {
        bool isDefault = Is("node") || Is("edge") || Is("graph");
        string id = Name();
        if (isDefault && IsSign("["))
        {
            Attributes(null);
            return;
        }

        if (IsSign("="))
        {
            Next();
            Name();
            return;
        }

        DotNode last = Node(id);
        bool isEdge = false;
        while (IsSign("->"))
        {
            isEdge = true;
            Next();
            if (IsSign("{") || Is("subgraph"))
                throw Fault("edges of subgraphs are not read");
            DotNode next = Node(Name());
            next.Before.Add(last.Id);
            last = next;
        }

        while (IsSign("["))
            Attributes(isEdge ? null : last);
    }

    private void Attributes(DotNode? node)
    {
        Expect("[");
        while (!IsSign("]"))
        {
            if (IsSign(",") || IsSign(";"))
            {
                Next();
                continue;
            }

            string key = Name(), value = "true";
            if (IsSign("="))
            {
                Next();
                value = Name();
            }

            if (node is not null)
                node.Attributes[key] = value;
        }

        Next();
    }

    private DotNode Node(string id)
    {
        if (!_nodes.TryGetValue(id, out DotNode? node))
        {
            _nodes[id] = node = new DotNode(id, _line);
            _order.Add(node);
        }

        return node;
    }

    private string Name()
    {
        if (!_isQuoted && (_token.Length == 0 || "{}[]=;,->".Contains(_token, StringComparison.Ordinal)))
            throw Fault(_token.Length == 0 ? "the file ends too soon" : $"'{_token}' stands where a name is expected");
        string name = _token;
        Next();
        return name;
    }

    private bool Is(string word) => !_isQuoted && _token.Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool IsSign(string sign) => !_isQuoted && _token == sign;

    private void Expect(string sign)
    {
        if (!IsSign(sign))
            throw Fault($"'{sign}' is expected before '{_token}'");
        Next();
    }

    private void Next()
    {
        Skip();
        _isQuoted = false;
        if (_at >= text.Length)
        {
            _token = "";
            return;
        }

        char sign = text[_at];
        if (sign == '"')
        {
            Quoted();
            return;
        }

        int start = _at;
        if (sign == '-' && _at + 1 < text.Length && text[_at + 1] == '>')
        {
            _at += 2;
        }
        else if ("{}[]=;,".Contains(sign, StringComparison.Ordinal))
        {
            _at++;
        }
        else
        {
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '.' || (text[_at] == '-' && _at == start)))
                _at++;
            if (_at == start || (_at == start + 1 && sign == '-'))
                throw Fault($"'{sign}' is not understood");
        }

        _token = text[start.._at];
    }

    private void Quoted()
    {
        var value = new StringBuilder();
        for (_at++; ; _at++)
        {
            if (_at >= text.Length)
                throw Fault("a quoted name does not end");
            if (text[_at] == '"')
                break;
            if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] == '"')
                _at++;
            if (text[_at] == '\n')
                _line++;
            value.Append(text[_at]);
        }

        _at++;
        (_token, _isQuoted) = (value.ToString(), true);
    }

    private void Skip()
    {
        while (_at < text.Length)
        {
            bool atLineStart = _at == 0 || text[_at - 1] == '\n';
            if (text[_at] == '\n')
            {
                _line++;
                _at++;
            }
            else if (char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
            else if ((text[_at] == '#' && atLineStart) || text.AsSpan(_at).StartsWith("//"))
            {
                while (_at < text.Length && text[_at] != '\n')
                    _at++;
            }
            else if (text.AsSpan(_at).StartsWith("/*"))
            {
                int end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                    throw Fault("a comment does not end");
                _line += text.AsSpan(_at, end - _at).Count('\n');
                _at = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private WorkflowException Fault(string what) => WorkflowText.Fault($"Line {_line} of the DOT file: {what}.");
}
