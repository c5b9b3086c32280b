from harbour import engagement


def test_holders_of_a_role_are_found_in_the_order_of_the_file():
    made = engagement("""
[[person]]
name = "Ana"
roles = ["sponsor", "lead"]
[[person]]
name = "Ben"
roles = ["lead"]
""")

    assert [person.name for person in made.holders("lead")] == ["Ana", "Ben"]
    assert made.holders("receiver") == ()
