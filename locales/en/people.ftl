# Who takes part in a season, and departments without a champion.
people-heading = Who takes part
people-of = For { $season }.
people-of-all = For all time, whatever the season.
people-taking-part = { $count ->
    [one] { $count } person takes part
   *[other] { $count } people take part
}
people-posted = Posted: { $count }
people-to-come = Joined a theme, but not posted yet: { $count }
people-newcomers = Posted for the first time ever, the PMO counted as well: { $count }
people-returning = Posted in an earlier season as well: { $count }
people-by-theme = By theme
people-by-region = By region
people-count = { $name }: { $count }
people-more = { $count } more.
people-roles = Roles
people-role-pmo = PMO: { $count }
people-role-lead = Lead: { $count }
people-role-advisor = Advisors: { $count }
people-role-champion = Champions: { $count }
people-role-executive = Executives: { $count }
people-without-champion = Departments without a champion
people-all-have-champions = Every department that is known has a champion.
people-of-no-department = Without a known department: { $count }
people-departments-unknown = Nobody’s department is known yet: it takes a permission of Microsoft Graph (User.Read.All). Please ask whoever runs the bot to run “python app.py check”.
refused-people-not-for-you = This is for the lead. “stats” shows you the community’s figures.
command-join = Join a theme: “join meeting”, with the theme’s name or code.
command-people = How many take part in the season, and departments without a champion. For the lead.
joined = You joined “{ $theme }”. A post with #{ $tag } in it belongs to this theme. We look forward to it!
joined-already = You are in “{ $theme }” already. A post with #{ $tag } in it belongs to this theme.
join-which = Which theme would you like to join? Send “join”, a space and one of these: { $known }
refused-nothing-to-join = There is no theme to join just now. Posts in the channel are always welcome.
