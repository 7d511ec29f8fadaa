-- So that this account may put it on; with a role on, it has no other.
GRANT ${on_cluster} ${role} TO CURRENT_USER
