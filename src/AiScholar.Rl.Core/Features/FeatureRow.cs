namespace AiScholar.Rl.Core;

/// <summary>Encodes one row after another into a vector; the encoder guards it by a lock.</summary>
internal sealed class FeatureRow(FeatureInteraction[] interactions)
{
    private const double CrossValue = 0.5;
    private const double MeanDeviation = 0.8;
    private const int MaxProducts = 16_384;

    private readonly List<(FeatureSlot Slot, double Value)> _observed = [];
    private readonly List<(string Space, string Name, FeatureSlot Slot)> _lastNames = [];
    private readonly List<int> _categories = [];
    private readonly HashSet<int> _crossed = [];
    private FeatureDictionary _dictionary = new();
    private FeatureEncoderOptions _options = new();
    private ICollection<ResultIssue>? _issues;
    private bool _observe;
    private bool _full;
    private long _rowNumber;
    private int _categorical;
    private int _place;
    private int[] _positions = new int[64];
    private float[] _values = new float[64];
    private uint[] _masks = new uint[64];
    private uint _mask;
    private int _count;

    public void Begin(FeatureDictionary dictionary, FeatureEncoderOptions options, bool observe, ICollection<ResultIssue>? issues)
    {
        if (!ReferenceEquals(_dictionary, dictionary))
            _lastNames.Clear();
        (_dictionary, _options, _observe, _issues) = (dictionary, options, observe, issues);
        (_count, _categorical, _place, _full) = (0, 0, 0, false);
        _rowNumber++;
        _observed.Clear();
        _categories.Clear();
    }

    public void Add(in Feature feature)
    {
        int place = _place++;
        if (Find(place, feature) is not { } slot)
        {
            if (!_observe)
                return;
            if (_dictionary.Slots.Count >= 2 * _options.MaxFeatures)
            {
                _full = true;
                return;
            }

            slot = new FeatureSlot(feature.Kind)
            {
                FirstRow = _dictionary.ObservedRows + 1,
                Interactions = FeatureInteraction.MaskOf(interactions, feature.Namespace, feature.Name),
            };
            _dictionary.Slots.Add((feature.Namespace, feature.Name), slot);
        }

        if (slot.Kind != feature.Kind)
        {
            slot.KindChanges += _observe ? 1 : 0;
            Tell($"Feature '{feature.Name}' came as {slot.Kind} before and is {feature.Kind} now; it is left out. A name keeps its kind.");
            return;
        }

        if (slot.LastRow == _rowNumber)
        {
            Tell($"Feature '{feature.Name}' is given twice; the first counts.");
            return;
        }

        slot.LastRow = _rowNumber;
        if (_observe)
        {
            slot.Seen++;
            slot.LastSeenRow = _dictionary.ObservedRows + 1;
        }

        _mask = slot.Interactions;
        AddValue(feature, slot);
        _mask = 0;
    }

    public FeatureVector End()
    {
        if (interactions.Length > 0)
            AddInteractions();
        else if (_categorical <= _options.MaxCrossedFeatures)
            AddCrosses();
        foreach ((FeatureSlot slot, double value) in _observed)
            slot.Observe(value);
        if (_observe)
        {
            _dictionary.Rows++;
            _dictionary.ObservedRows++;
        }

        if (_full)
            Tell($"The features of this loop need more than {_options.MaxFeatures} positions; further ones are left out. Raise FeatureEncoderOptions.MaxFeatures or send fewer distinct values.");
        return ToVector();
    }

    /// <summary>A feature's slot; null when it has none. Rows mostly name the same features in the same order, so the last row's are tried before the dictionary.</summary>
    private FeatureSlot? Find(int place, in Feature feature)
    {
        bool isKnown = place < _lastNames.Count;
        if (isKnown)
        {
            (string space, string name, FeatureSlot last) = _lastNames[place];
            if (feature.Name == name && feature.Namespace == space)
                return last;
        }

        if (!_dictionary.Slots.TryGetValue((feature.Namespace, feature.Name), out FeatureSlot? slot))
            return null;
        if (isKnown)
            _lastNames[place] = (feature.Namespace, feature.Name, slot);
        else if (place == _lastNames.Count)
            _lastNames.Add((feature.Namespace, feature.Name, slot));
        return slot;
    }

    private void AddValue(in Feature feature, FeatureSlot slot)
    {
        switch (slot.Kind)
        {
            case FeatureKind.Numeric:
                AddNumber(feature.Number, slot);
                break;
            case FeatureKind.Categorical:
                _categorical++;
                int position = Indicator(slot, feature.Text!);
                if (position >= 0)
                {
                    Set(position, 1);
                    _categories.Add(position);
                }

                break;
            case FeatureKind.Text:
                AddTerms(slot, FeatureTerms.Of(feature.Text!, _options.MaxTerms));
                break;
            case FeatureKind.Embedding:
                AddEmbedding(feature, slot);
                break;
            case FeatureKind.Set:
                AddTerms(slot, [.. feature.Set!.Distinct(StringComparer.Ordinal).Take(_options.MaxTerms)]);
                break;
        }
    }

    private void AddNumber(double value, FeatureSlot slot)
    {
        if (slot.Position < 0 && _observe)
            slot.Position = Allocate(_options.NumericDeviation ? 2 : 1);
        if (_observe)
            _observed.Add((slot, value));
        if (slot.Position < 0)
            return;
        double scaled = slot.Scale(value);
        Set(slot.Position, scaled);
        _mask = 0;
        if (_options.NumericDeviation)
            Set(slot.Position + 1, Math.Abs(scaled) - MeanDeviation);
    }

    private void AddTerms(FeatureSlot slot, IReadOnlyCollection<string> terms)
    {
        double value = 1 / Math.Sqrt(Math.Max(1, terms.Count));
        foreach (string term in terms)
        {
            int position = Indicator(slot, term);
            if (position >= 0)
                Set(position, value);
        }
    }

    private void AddEmbedding(in Feature feature, FeatureSlot slot)
    {
        ReadOnlySpan<float> vector = feature.Vector.Span;
        if (slot.Position < 0 && _observe && slot.Width == 0 && vector.Length > 0)
        {
            slot.Width = vector.Length;
            slot.Position = Allocate(vector.Length);
        }

        if (slot.Position < 0)
            return;
        if (vector.Length != slot.Width)
        {
            Tell($"Feature '{feature.Name}' had {slot.Width} numbers before and has {vector.Length} now; it is left out.");
            return;
        }

        double norm = System.Numerics.Tensors.TensorPrimitives.Norm(vector);
        for (int i = 0; i < vector.Length && norm > 0 && double.IsFinite(norm); i++)
            Set(slot.Position + i, vector[i] / norm);
    }

    private void AddCrosses()
    {
        for (int i = 1; i < _categories.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (int, int) pair = (Math.Min(_categories[i], _categories[j]), Math.Max(_categories[i], _categories[j]));
                if (!_dictionary.Crosses.TryGetValue(pair, out int position))
                {
                    if (!_observe || (position = Allocate(1)) < 0)
                        continue;
                    _dictionary.Crosses.Add(pair, position);
                }

                Set(position, CrossValue);
            }
        }
    }

    private void AddInteractions()
    {
        int plain = _count, products = 0;
        _crossed.Clear();
        for (int i = 0; i < interactions.Length; i++)
        {
            for (int a = 0; a < plain; a++)
            {
                for (int b = 0; b < plain && ((_masks[a] >> (2 * i)) & 1) != 0; b++)
                {
                    if (a == b || ((_masks[b] >> (2 * i)) & 2) == 0)
                        continue;
                    if (++products > MaxProducts)
                    {
                        Tell($"The interactions of a row need more than {MaxProducts} products; further ones are left out.");
                        return;
                    }

                    AddProduct(a, b);
                }
            }
        }
    }

    private void AddProduct(int a, int b)
    {
        (int, int) pair = (Math.Min(_positions[a], _positions[b]), Math.Max(_positions[a], _positions[b]));
        if (!_dictionary.Crosses.TryGetValue(pair, out int position))
        {
            if (!_observe || (position = Allocate(1)) < 0)
                return;
            _dictionary.Crosses.Add(pair, position);
        }

        if (_crossed.Add(position))
            Set(position, _values[a] * _values[b]);
    }

    private int Indicator(FeatureSlot slot, string value)
    {
        if (slot.Values.TryGetValue(value, out int position))
            return position;
        if (!_observe)
            return -1;
        slot.NewValues++;
        if ((position = Allocate(1)) < 0)
        {
            slot.LeftOut++;
            return -1;
        }

        slot.Values.Add(value, position);
        return position;
    }

    private int Allocate(int count)
    {
        int position = _dictionary.Allocate(count, _options.MaxFeatures);
        _full |= position < 0;
        return position;
    }

    private void Set(int position, double value)
    {
        if (_count == _positions.Length)
        {
            Array.Resize(ref _positions, 2 * _count);
            Array.Resize(ref _values, 2 * _count);
            Array.Resize(ref _masks, 2 * _count);
        }

        (_positions[_count], _values[_count], _masks[_count]) = (position, (float)value, _mask);
        _count++;
    }

    private FeatureVector ToVector()
    {
        bool ascending = true;
        for (int i = 1; i < _count && ascending; i++)
            ascending = _positions[i - 1] < _positions[i];
        if (!ascending)
            Array.Sort(_positions, _values, 0, _count);
        float[] values = _values.AsSpan(0, _count).ToArray();
        return _count == _dictionary.Width
            ? new FeatureVector(values)
            : new FeatureVector(values, _positions.AsSpan(0, _count).ToArray(), _dictionary.Width);
    }

    private void Tell(string message) =>
        _issues?.Add(new ResultIssue { Code = AdvancedRlErrorCode.FeatureInvalid, Message = message });
}
