-- Whether the purpose can open the key that stands for a member.
SELECT countIf(member_key != '') AS keys
FROM weblog
