/**
 * A chat template in the turns of Llama 3. The model's own one leaves out calls of tools, and does not mark what the
 * assistant says, which TRL needs to know for its loss (`assistant_only_loss`). Arguments may be a string of JSON or an
 * object; `datasets` gives every object the keys of all others, with nothing in them, and these are left out.
 *
 * `{% generation %}` is written without any signs for white space, as TRL looks for it.
 */
export const chatTemplate = `{#- Turns of Llama 3 with calls of tools. Loss falls on what stands in a generation block: all that the assistant says. -#}
{{- bos_token }}
{%- if tools %}
    {{- '<|start_header_id|>system<|end_header_id|>\\n\\n' }}
    {{- tools if tools is string else tools | tojson }}
    {{- '<|eot_id|>' }}
{%- endif %}
{%- for message in messages %}
    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' }}
    {%- if message['role'] == 'assistant' %}
        {%- set turn = namespace(text=message['content'] or '') %}
        {%- for call in message['tool_calls'] or [] %}
            {%- set given = call['function']['arguments'] %}
            {%- if given is mapping %}
                {%- set given = dict(given.items() | rejectattr(1, 'none')) | tojson %}
            {%- endif %}
            {%- set turn.text = turn.text + '\\n{"name": ' + (call['function']['name'] | tojson) + ', "arguments": ' + given + '}' %}
        {%- endfor %}
        {%- set turn.text = turn.text + '<|eot_id|>' %}
        {#- -#}{% generation %}{{- turn.text }}{% endgeneration %}{#- -#}
    {%- else %}
        {{- (message['content'] or '') + '<|eot_id|>' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
`
