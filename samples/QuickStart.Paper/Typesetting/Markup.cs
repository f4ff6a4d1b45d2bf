using System.Text;

namespace QuickStart.Paper.Typesetting;

/// <summary>The paper's own markup: <c>*italic*</c>, <c>@bold@</c>, <c>_{below}</c>, <c>^{above}</c>, <c>~</c> for a space that does not break.</summary>
internal static class Markup
{
    public static List<Word> Parse(string text, float size, Face face = Face.Regular)
    {
        List<Word> words = [];
        List<Run> runs = [];
        var characters = new StringBuilder();
        Face outer = face;
        float scale = 1, rise = 0;

        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*':
                    EndRun();
                    face = face == Face.Italic ? outer : Face.Italic;
                    break;
                case '@':
                    EndRun();
                    face = face == Face.Bold ? outer : Face.Bold;
                    break;
                case '_' or '^' when i + 1 < text.Length && text[i + 1] == '{':
                    EndRun();
                    (scale, rise) = (0.7f, text[i] == '_' ? -0.18f : 0.36f);
                    i++;
                    break;
                case '}':
                    EndRun();
                    (scale, rise) = (1, 0);
                    break;
                case ' ' or '\n' or '\r':
                    EndWord();
                    break;
                case '~':
                    characters.Append(' ');
                    break;
                default:
                    characters.Append(text[i]);
                    break;
            }
        }

        EndWord();
        return words;

        void EndRun()
        {
            if (characters.Length > 0)
                runs.Add(new Run(characters.ToString(), face, size * scale, size * rise));
            characters.Clear();
        }

        void EndWord()
        {
            EndRun();
            if (runs.Count > 0)
                words.Add(new Word([.. runs]));
            runs.Clear();
        }
    }
}
